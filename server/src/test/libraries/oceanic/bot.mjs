// Oceanic.js on Botswain's relay. Prints its events as lines of JSON, and executes commands in the same form.
import { createInterface } from 'node:readline';

const url = process.env.BOTSWAIN_URL;
const session = process.env.BOTSWAIN_SESSION;

// docs: begin
import { Client } from 'oceanic.js';

const bot = new Client({
  auth: `Bot ${session}`,
  rest: { baseURL: `${url}/api/v10` }, // http://127.0.0.1:8080/api/v10
  gateway: { intents: ['ALL'] }
});
bot.on('error', console.error);
bot.connect();
// docs: end

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

let readies = 0;
bot.once('ready', () => say({ on: 'ready', user: bot.user.id, guilds: bot.guilds.map((guild) => guild.id) }));
bot.on('shardPreReady', () => readies++ > 0 && say({ on: 'identified' }));
bot.on('shardResume', () => say({ on: 'resumed' }));
bot.on('messageCreate', (message) =>
  say({
    on: 'message',
    id: message.id,
    channel: message.channelID,
    author: message.author.id,
    content: message.content,
    files: message.attachments.map((file) => file.filename)
  })
);
bot.on('messageUpdate', (message) => say({ on: 'edit', id: message.id, content: message.content }));
bot.on('messageDelete', (message) => say({ on: 'delete', id: message.id }));
bot.on('messageReactionAdd', (message, reactor, reaction) =>
  say({ on: 'reaction', message: message.id, user: reactor.id, emoji: reaction.emoji.name })
);
bot.on('guildMemberAdd', (member) => say({ on: 'join', guild: member.guildID, user: member.id }));
bot.on('interactionCreate', async (interaction) => {
  say({ on: 'command', name: interaction.data.name });
  await interaction.createMessage({ content: 'Aye!' });
});

const { channels } = bot.rest;
const orders = {
  members: ({ guild }) => {
    const { members, memberCount } = bot.guilds.get(guild);
    const online = members.filter(({ presence }) => presence && presence.status !== 'offline').length;
    return { cached: members.size, memberCount, online };
  },
  send: async ({ channel, content }) => ({ id: (await channels.createMessage(channel, { content })).id }),
  edit: async ({ channel, id, content }) => void (await channels.editMessage(channel, id, { content })),
  react: ({ channel, id, emoji }) => channels.createReaction(channel, id, emoji),
  delete: ({ channel, id }) => channels.deleteMessage(channel, id),
  file: async ({ channel, name, content }) => ({
    id: (await channels.createMessage(channel, { files: [{ name, contents: Buffer.from(content) }] })).id
  }),
  register: async ({ guild, name, description }) => ({
    id: (await bot.application.createGuildCommand(guild, { type: 1, name, description })).id
  })
};

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  try {
    say({ done: order.do, ...(await orders[order.do](order)) });
  } catch (failure) {
    say({ failed: order.do, why: String(failure) });
  }
}
process.exit(0);
