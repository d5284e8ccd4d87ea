// Logs in to a sim with discord.js and does what a small bot does; exits with status 1 at the first
// unexpected result. Arguments: the sim's address, a bot token, the id of its guild.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { AttachmentBuilder, ChannelType, Client, EmbedBuilder, GatewayIntentBits, MessageFlags } from 'discord.js';

const [url, token, guildId, api = url] = process.argv.slice(2);
const PATIENCE = 20_000;

const control = async (method, path, body) => {
  const response = await fetch(`${url}/sim${path}`, { method, body: body && JSON.stringify(body) });
  assert.ok(response.ok, `${method} ${path} gave ${response.status}`);
  return response.status === 204 ? undefined : response.json();
};

const step = async (name, action) => {
  const timeout = new Promise((_, reject) => {
    setTimeout(reject, PATIENCE, new Error(`${name}: nothing happened in ${PATIENCE} ms`)).unref();
  });
  const result = await Promise.race([action(), timeout]);
  console.log(`ok ${name}`);
  return result;
};

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMembers,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.MessageContent,
  ],
  rest: { api: `${api}/api` },
});

await step('log in', async () => {
  const ready = once(client, 'clientReady');
  await client.login(token);
  await ready;
  assert.equal(client.user.bot, true);
});

const guild = await step('guilds', async () => {
  const all = await client.guilds.fetch();
  assert.ok(all.has(guildId));
  return client.guilds.cache.get(guildId);
});

await step('members by the gateway', async () => {
  const members = await guild.members.fetch();
  assert.equal(members.size, guild.memberCount);
});

await step('members by REST', async () => {
  const page = await guild.members.list({ limit: 1000 });
  assert.equal(page.size, Math.min(1000, guild.memberCount));
});

const channel = await step('channels', async () => {
  const all = await guild.channels.fetch();
  const types = new Set(all.map((one) => one.type));
  for (const type of ['GuildText', 'GuildVoice', 'GuildCategory', 'GuildAnnouncement', 'GuildForum']) {
    assert.ok(types.has(ChannelType[type]), `there is no ${type}`);
  }
  return all.find((one) => one.name === 'general');
});

await step('messages', async () => {
  const first = await channel.messages.fetch({ limit: 100 });
  assert.equal(first.size, 100);
  const older = await channel.messages.fetch({ limit: 100, before: first.lastKey() });
  assert.equal(older.size, 100);
  assert.ok(!first.has(older.firstKey()));
});

await step('send, edit, react, delete', async () => {
  const seen = once(client, 'messageCreate');
  const sent = await channel.send({
    content: 'ahoy',
    embeds: [new EmbedBuilder().setTitle('Tide').addFields({ name: 'High', value: 'noon' })],
  });
  assert.equal((await seen)[0].id, sent.id);
  assert.equal(sent.embeds[0].title, 'Tide');
  const edited = await sent.edit('ahoy there');
  assert.equal(edited.content, 'ahoy there');
  assert.notEqual(edited.editedTimestamp, null);
  await sent.react('🔥');
  assert.equal((await sent.fetch(true)).reactions.cache.get('🔥').count, 1);
  const gone = once(client, 'messageDelete');
  await sent.delete();
  assert.equal((await gone)[0].id, sent.id);
});

await step('upload and download', async () => {
  const file = new AttachmentBuilder(Buffer.from('here be dragons'), { name: 'chart.txt' });
  const sent = await channel.send({ files: [file] });
  const response = await fetch(sent.attachments.first().url);
  assert.equal(await response.text(), 'here be dragons');
});

await step('register a command', async () => {
  const commands = await guild.commands.set([{ name: 'sail', description: 'Sets sail' }]);
  assert.equal(commands.size, 1);
});

const interact = (body) =>
  control('POST', `/bots/${client.user.id}/interactions`, { channelId: channel.id, ...body });

await step('answer a command', async () => {
  const used = once(client, 'interactionCreate');
  const { id } = await interact({ type: 'command', name: 'sail' });
  const [interaction] = await used;
  assert.ok(interaction.isChatInputCommand());
  assert.equal(interaction.commandName, 'sail');
  const { resource } = await interaction.reply({ content: 'aye', withResponse: true });
  assert.equal(resource.message.content, 'aye');
  const more = await interaction.followUp({ content: 'quietly', flags: MessageFlags.Ephemeral });
  assert.ok(more.flags.has(MessageFlags.Ephemeral));
  await interaction.deleteReply();
  assert.equal((await control('GET', `/interactions/${id}`)).answer, 'message');
});

await step('defer, then answer', async () => {
  const used = once(client, 'interactionCreate');
  await interact({ type: 'command', name: 'sail' });
  const [interaction] = await used;
  await interaction.deferReply();
  const edited = await interaction.editReply('at last');
  assert.equal(edited.content, 'at last');
  assert.equal((await interaction.followUp('and more')).reference.messageId, edited.id);
});

await step('an error of Discord', async () => {
  await assert.rejects(client.channels.fetch('1'), { code: 10003, status: 404 });
});

const hear = async (content) => {
  const heard = once(client, 'messageCreate');
  await control('POST', `/channels/${channel.id}/messages`, { content });
  assert.equal((await heard)[0].content, content);
};

await step('hear a message', () => hear('anybody here?'));

await step('resume after a dropped connection', async () => {
  const resumed = api === url ? once(client, 'shardResume') : undefined;
  await control('POST', `/bots/${client.user.id}/gateway`, { do: 'drop' });
  await resumed;
  await hear('still here?');
  const stats = await control('GET', `/bots/${client.user.id}/stats`);
  assert.equal(stats.identifies, 1);
  assert.equal(stats.resumes, 1);
});

if (api !== url) {
  await step('resume after the way in between broke', async () => {
    const resumed = once(client, 'shardResume');
    console.log('break');
    await hear('and now?');
    await resumed;
    const stats = await control('GET', `/bots/${client.user.id}/stats`);
    assert.equal(stats.identifies, 1);
  });
}

await client.destroy();
