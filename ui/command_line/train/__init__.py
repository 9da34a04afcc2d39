"""`markwatch train ...`: new weights, from synthetic images and photographs."""

import typer

from ui.command_line.examples import examples
from ui.command_line.train import average, detector, embedder, mine

EXAMPLES = (detector.EXAMPLES[0], embedder.EXAMPLES[0], mine.EXAMPLES[0])

group = typer.Typer(
    help="Train the detector or the embedder; a run that was stopped goes on.",
    no_args_is_help=True,
)
group.command(epilog=examples(*detector.EXAMPLES))(detector.detector)
group.command(epilog=examples(*average.EXAMPLES))(average.average)
group.command(epilog=examples(*embedder.EXAMPLES))(embedder.embedder)
group.command(epilog=examples(*mine.EXAMPLES))(mine.mine)
