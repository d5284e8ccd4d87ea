// Logs in with discord.js, and prints what the bot hears: a line for each message, READY and RESUMED. Arguments: the address of
// Discord's API, a token. Ends with its input.
import { Client, Events, GatewayIntentBits } from 'discord.js';

const [api, token] = process.argv.slice(2);
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
  rest: { api: `${api}/api` },
});
client.on(Events.ShardReady, () => console.log('ready'));
client.on(Events.ShardResume, () => console.log('resumed'));
client.on(Events.MessageCreate, (message) => console.log(`heard ${message.content}`));
client.on(Events.Error, (error) => console.log(`error ${error}`));
process.stdin.on('end', () => client.destroy());
process.stdin.resume();
await client.login(token);
