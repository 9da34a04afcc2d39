"""The entry of `markwatch`: switches first, then the verbs, then the exit code.

0: done. 1: something failed, and is named. 2: wrong use.
"""

import errno
import re
import sys
from collections.abc import Sequence

from typer.main import get_command

from recognizer.errors import MarkwatchError, ModelError
from storage.errors import InvalidInputError
from ui.command_line.environment import set_switches

_PACKAGES = {
    "libGL.so": "libgl1",
    "libglib": "libglib2.0-0",
    "libgthread": "libglib2.0-0",
}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def main(args: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    sys.exit(run(sys.argv[1:] if args is None else args))


def run(args: Sequence[str]) -> int:
    """Run one command; return its exit code. Errors are one sentence, no traceback."""
    set_switches()
    try:
        return _run_verb(args)
    except (InvalidInputError, ModelError) as err:
        return _fail(str(err), 2)
    except MarkwatchError as err:
        return _fail(str(err), 1)
    except OSError as err:
        if err.errno not in _FULL:
            raise
        return _fail(_full_disk(err), 1)
    except ImportError as err:
        if (sentence := _missing_library(str(err))) is None:
            raise
        return _fail(sentence, 1)
    except KeyboardInterrupt:
        return _fail("Stopped.", 130)


def _run_verb(args: Sequence[str]) -> int:
    from ui.command_line.verbs import build_app

    command = get_command(build_app())
    try:
        command.main(args=list(args), prog_name="markwatch")
    except SystemExit as err:  # how typer ends, also after --help and wrong use
        return err.code if isinstance(err.code, int) else int(err.code is not None)
    return 0


def _fail(sentence: str, code: int) -> int:
    print(f"markwatch: {sentence}", file=sys.stderr)
    return code


def _full_disk(err: OSError) -> str:
    what = err.filename or "A file"
    return (
        f"The disk is full: {what} could not be written. Free some space, and give the "
        "same command again."
    )


def _missing_library(message: str) -> str | None:
    """Name the system package of a shared library that an import did not find."""
    found = re.search(r"(lib\S+?\.so\S*): cannot open shared object", message)
    if found is None:
        return None
    library = found[1]
    known = [
        package for start, package in _PACKAGES.items() if library.startswith(start)
    ]
    how = f"sudo apt-get install {known[0]}" if known else "your system's packages"
    return f"The system library {library} is missing. Install it with: {how}"
