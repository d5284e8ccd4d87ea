// The design that Botswain began from, written the way its users would: Bun serves, discord.js
// holds the bots, sessions are in a Map.
import { Client, GatewayIntentBits } from 'discord.js';
import { nanoid } from 'nanoid';

const { DISCORD_API, PORT = '3000', QUIET } = process.env;

const sessions = new Map();

const log = QUIET ? () => {} : (...words) => console.log(new Date().toISOString(), ...words);

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
};

const json = (body, status = 200) => Response.json(body, { status, headers: CORS });
const fail = (status, error) => json({ error }, status);

const member = (m) => ({
  id: m.id,
  username: m.user.username,
  displayName: m.displayName,
  avatar: m.displayAvatarURL(),
  bot: m.user.bot,
  roles: m.roles.cache.map((role) => role.name),
  joinedAt: m.joinedAt,
});

const channel = (c) => ({
  id: c.id,
  name: c.name,
  type: c.type,
  parentId: c.parentId,
  position: c.position,
  topic: c.topic,
});

const message = (m) => ({
  id: m.id,
  channelId: m.channelId,
  content: m.content,
  author: { id: m.author.id, username: m.author.username, bot: m.author.bot },
  timestamp: m.createdAt,
  editedTimestamp: m.editedAt,
  attachments: m.attachments.map((a) => ({ id: a.id, name: a.name, url: a.url })),
});

async function login(request) {
  const { token } = await request.json();
  if (!token) return fail(400, 'token is required');
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMembers,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.MessageContent,
    ],
    // The benchmark measures what the server can do, not Discord's 50 requests a second.
    ...(DISCORD_API && { rest: { api: DISCORD_API, globalRequestsPerSecond: Infinity } }),
  });
  client.on('error', (error) => log('client error', error.message));
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  try {
    await client.login(token);
  } catch (error) {
    log('login failed', error.message);
    return fail(401, 'the token was refused');
  }
  await ready;
  const sessionId = nanoid();
  sessions.set(sessionId, client);
  log('session created', sessionId);
  return json({ sessionId, message: 'Logged in successfully' });
}

async function logout(client, _url, sessionId) {
  await client.destroy();
  sessions.delete(sessionId);
  log('session ended', sessionId);
  return json({ message: 'Logged out successfully' });
}

async function members(client) {
  const guild = client.guilds.cache.first();
  if (!guild) return fail(404, 'the bot is in no guild');
  const all = await guild.members.fetch();
  return json(all.map(member));
}

function channels(client) {
  return json(client.channels.cache.map(channel));
}

async function messages(client, url) {
  const channelId = url.searchParams.get('channelId');
  if (!channelId) return fail(400, 'channelId is required');
  const limit = Number(url.searchParams.get('limit') ?? 100);
  const found = client.channels.cache.get(channelId);
  if (!found?.isTextBased()) return fail(404, 'no such channel');
  const fetched = await found.messages.fetch({ limit });
  return json(fetched.map(message));
}

const ROUTES = {
  'POST /api/auth/logout': logout,
  'GET /api/members': members,
  'GET /api/channels': channels,
  'GET /api/messages': messages,
};

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(PORT),
  // A list of members may have to wait for the gateway's own limit.
  idleTimeout: 255,
  async fetch(request) {
    const url = new URL(request.url);
    const sessionId = request.headers.get('Authorization');
    log(request.method, url.pathname, sessionId ?? '-');
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
    try {
      if (request.method === 'POST' && url.pathname === '/api/auth/login') return await login(request);
      const route = ROUTES[`${request.method} ${url.pathname}`];
      if (!route) return fail(404, 'not found');
      const client = sessions.get(sessionId);
      if (!client) return fail(401, 'no valid session');
      return await route(client, url, sessionId);
    } catch (error) {
      log('error', error.message);
      return fail(500, error.message);
    }
  },
});

console.log(`Listening: http://127.0.0.1:${server.port}`);
