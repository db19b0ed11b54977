"""The least that Flask can answer: what our requests are compared with."""

from flask import Flask

application = Flask("hello")


@application.route("/", methods=["GET", "POST"])
def hello() -> str:
    """Return a greeting."""
    return "hello"
