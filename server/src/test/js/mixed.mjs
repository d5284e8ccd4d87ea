// One of the callers of MixedTrafficTest, with discord.js: works until it reads "stop", and prints everything that it
// did and received, one per line. Arguments: Botswain's address, a session id, and the work as JSON.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client, Events, GatewayIntentBits } from 'discord.js';

const [url, session, json] = process.argv.slice(2);
const { guild: guildId, rounds, sends, member } = JSON.parse(json);

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMembers,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessageReactions,
    GatewayIntentBits.MessageContent,
  ],
  rest: { api: `${url}/api` },
});

const heard = (kind, id) => console.log(`heard ${kind} ${id}`);
client.on(Events.MessageCreate, (message) => {
  heard('create', message.id);
  if (message.content === 'the end') {
    console.log('end');
  }
});
client.on(Events.MessageUpdate, (_, message) => heard('edit', message.id));
client.on(Events.MessageDelete, (message) => heard('delete', message.id));
client.on(Events.MessageReactionAdd, (reaction) => heard('react', reaction.message.id));
client.on(Events.MessageReactionRemove, (reaction) => heard('unreact', reaction.message.id));

const did = async (kind, request, id) => {
  const begun = performance.now();
  try {
    const result = await request();
    console.log(`did ${kind} ${id ?? result.id} ${Math.round(performance.now() - begun)}`);
    return result;
  } catch (error) {
    console.log(`failed ${kind} ${String(error).replaceAll('\n', ' ')}`);
    throw error;
  }
};

const ready = once(client, Events.ClientReady);
await client.login(session);
await ready;
const guild = client.guilds.cache.get(guildId);

let over = false;
const round = async function* (channel) {
  const message = await did('create', () => channel.send('ahoy'));
  yield await did('edit', () => message.edit('ahoy there'), message.id);
  const reaction = await did('react', () => message.react('🔥'), message.id);
  yield await did('fetch', () => channel.messages.fetch({ message: message.id, cache: false, force: true }), message.id);
  yield await did('unreact', () => reaction.users.remove(), message.id);
  yield await did('history', () => channel.messages.fetch({ limit: 20, cache: false }), channel.id);
  yield await did('delete', () => message.delete(), message.id);
};
const send = async function* (channel) {
  yield await did('create', () => channel.send('ahoy'));
};
const look = async function* () {
  yield await did('member', () => guild.members.fetch({ user: member, cache: false, force: true }), member);
};

const repeat = async (work, channel) => {
  while (!over) {
    for await (const _ of work(channel)) {
      if (over) {
        break;
      }
    }
  }
};
const channel = (id) => client.channels.cache.get(id);

const lines = createInterface({ input: process.stdin });
const told = lines[Symbol.asyncIterator]();
console.log('ready');
await told.next();
const hands = [
  ...rounds.map((id) => repeat(round, channel(id))),
  ...sends.map((id) => repeat(send, channel(id))),
  repeat(look),
];
told.next().then(() => (over = true));
await Promise.allSettled(hands);
console.log('stopped');
await once(lines, 'close');
await client.destroy();
