"""`python -m knowledge …` is the same as `allin-bot knowledge …`."""

from knowledge.commands import knowledge

if __name__ == "__main__":
    knowledge(prog_name="python -m knowledge")
