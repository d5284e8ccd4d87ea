"""discord.py on Botswain's relay. Says in lines of JSON what it hears, and does what it is told in such lines."""
import asyncio
import io
import json
import os
import sys

url = os.environ["BOTSWAIN_URL"]
session = os.environ["BOTSWAIN_SESSION"]

# docs: begin
import discord
import yarl

discord.http.Route.BASE = f"{url}/api/v10"  # http://127.0.0.1:8080/api/v10
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url.replace("http", "ws", 1)) / "gateway"

bot = discord.Client(intents=discord.Intents.all())
# docs: end

tree = discord.app_commands.CommandTree(bot)


def say(**line):
    print(json.dumps(line), flush=True)


readies = 0


@bot.event
async def on_ready():
    global readies
    readies += 1
    if readies == 1:
        say(on="ready", user=str(bot.user.id), guilds=[str(guild.id) for guild in bot.guilds])
    else:
        say(on="identified")


@bot.event
async def on_resumed():
    say(on="resumed")


@bot.event
async def on_message(message):
    say(
        on="message",
        id=str(message.id),
        channel=str(message.channel.id),
        author=str(message.author.id),
        content=message.content,
        files=[file.filename for file in message.attachments],
    )


@bot.event
async def on_message_edit(_, message):
    say(on="edit", id=str(message.id), content=message.content)


@bot.event
async def on_message_delete(message):
    say(on="delete", id=str(message.id))


@bot.event
async def on_reaction_add(reaction, user):
    say(on="reaction", message=str(reaction.message.id), user=str(user.id), emoji=str(reaction.emoji))


@bot.event
async def on_member_join(member):
    say(on="join", guild=str(member.guild.id), user=str(member.id))


@bot.event
async def on_interaction(interaction):
    say(on="command", name=interaction.data["name"])


def channel(order):
    return bot.get_channel(int(order["channel"]))


def message(order):
    return channel(order).get_partial_message(int(order["id"]))


async def members(order):
    guild = bot.get_guild(int(order["guild"]))
    online = [member for member in guild.members if member.status is not discord.Status.offline]
    return {"cached": len(guild.members), "memberCount": guild.member_count, "online": len(online)}


async def send(order):
    return {"id": str((await channel(order).send(order["content"])).id)}


async def edit(order):
    await message(order).edit(content=order["content"])


async def react(order):
    await message(order).add_reaction(order["emoji"])


async def delete(order):
    await message(order).delete()


async def file(order):
    chart = discord.File(io.BytesIO(order["content"].encode()), order["name"])
    return {"id": str((await channel(order).send(file=chart)).id)}


async def register(order):
    async def answer(interaction: discord.Interaction):
        await interaction.response.send_message("Aye!")

    guild = discord.Object(int(order["guild"]))
    tree.add_command(
        discord.app_commands.Command(name=order["name"], description=order["description"], callback=answer),
        guild=guild,
    )
    (command,) = await tree.sync(guild=guild)
    return {"id": str(command.id)}


ORDERS = {order.__name__: order for order in (members, send, edit, react, delete, file, register)}


async def obey():
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        order = json.loads(line)
        try:
            say(done=order["do"], **(await ORDERS[order["do"]](order) or {}))
        except Exception as failure:
            say(failed=order["do"], why=repr(failure))
    await bot.close()


@bot.event
async def setup_hook():
    bot.obeying = asyncio.create_task(obey())


bot.run(session)
