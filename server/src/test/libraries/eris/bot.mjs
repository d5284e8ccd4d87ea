// Eris on Botswain's relay. Prints its events as lines of JSON, and executes commands in the same form.
import { createInterface } from 'node:readline';

const url = process.env.BOTSWAIN_URL;
const session = process.env.BOTSWAIN_SESSION;

// docs: begin
import { Client } from 'eris';
import { Agent } from 'node:http';

const { hostname, port } = new URL(url); // http://127.0.0.1:8080
const agent = Object.assign(new Agent({ keepAlive: true }), { protocol: 'https:', defaultPort: port });

const bot = new Client(`Bot ${session}`, {
  intents: ['all'],
  getAllUsers: true,
  rest: { domain: hostname, agent }
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
    channel: message.channel.id,
    author: message.author.id,
    content: message.content,
    files: message.attachments.map((file) => file.filename)
  })
);
bot.on('messageUpdate', (message) => say({ on: 'edit', id: message.id, content: message.content }));
bot.on('messageDelete', (message) => say({ on: 'delete', id: message.id }));
bot.on('messageReactionAdd', (message, emoji, reactor) =>
  say({ on: 'reaction', message: message.id, user: reactor.id, emoji: emoji.name })
);
bot.on('guildMemberAdd', (guild, member) => say({ on: 'join', guild: guild.id, user: member.id }));
bot.on('interactionCreate', async (interaction) => {
  say({ on: 'command', name: interaction.data.name });
  await interaction.createMessage('Aye!');
});

const orders = {
  members: ({ guild }) => {
    const { members, memberCount } = bot.guilds.get(guild);
    const online = members.filter(({ status }) => status && status !== 'offline').length;
    return { cached: members.size, memberCount, online };
  },
  send: async ({ channel, content }) => ({ id: (await bot.createMessage(channel, content)).id }),
  edit: async ({ channel, id, content }) => void (await bot.editMessage(channel, id, content)),
  react: ({ channel, id, emoji }) => bot.addMessageReaction(channel, id, emoji),
  delete: ({ channel, id }) => bot.deleteMessage(channel, id),
  file: async ({ channel, name, content }) => ({
    id: (await bot.createMessage(channel, '', { name, file: Buffer.from(content) })).id
  }),
  register: async ({ guild, name, description }) => ({
    id: (await bot.createGuildCommand(guild, { type: 1, name, description })).id
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
