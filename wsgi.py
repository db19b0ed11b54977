"""What gunicorn serves."""

import os

from triage.app import create_app
from triage.settings import Settings

application = create_app(Settings.from_env(os.environ))
