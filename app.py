"""`python app.py`: the same as `markwatch serve`, with the same flags."""

import sys

from ui.command_line.main import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
