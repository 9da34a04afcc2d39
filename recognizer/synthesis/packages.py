"""The npm packages that the synthetic generator draws from, and their installation.

Owns the list of icon sets and font families with exact versions, and the one step
that installs them into a cache folder. It refuses to install anything by itself:
training calls it, the application never does.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import platformdirs

from recognizer.errors import MarkwatchError

# Icon sets: brand marks first, then pictograms, flags and emblems for variety.
ICON_PACKAGES: dict[str, str] = {
    "@iconify-json/logos": "1.2.19",
    "@iconify-json/simple-icons": "1.2.102",
    "@iconify-json/devicon": "1.2.68",
    "@iconify-json/fa6-brands": "1.2.6",
    "@iconify-json/bxl": "1.2.4",
    "@iconify-json/cib": "1.2.3",
    "@iconify-json/cbi": "1.2.59",
    "@iconify-json/skill-icons": "1.2.4",
    "@iconify-json/cryptocurrency-color": "1.2.4",
    "@iconify-json/token-branded": "1.2.45",
    "@iconify-json/streamline-logos": "1.2.0",
    "@iconify-json/circle-flags": "1.2.11",
    "@iconify-json/game-icons": "1.2.4",
    "@iconify-json/healthicons": "1.2.13",
    "@iconify-json/fluent-emoji-flat": "1.2.6",
    "@iconify-json/maki": "1.2.5",
}

_FONT_FAMILIES = """
roboto inter open-sans poppins montserrat lato dm-sans jetbrains-mono fira-mono
space-grotesk manrope nunito outfit barlow figtree merriweather mulish space-mono
raleway lora oswald rubik roboto-condensed cormorant-garamond work-sans
libre-baskerville kanit ubuntu comfortaa roboto-slab sora barlow-condensed fira-sans
bebas-neue eb-garamond quicksand dm-serif-display lexend bodoni-moda titillium-web
pt-sans old-standard-tt caveat instrument-serif orbitron monofett press-start-2p
dancing-script anton oxygen josefin-sans bitter pacifico cinzel karla exo-2 vt323
pt-serif syne cabin archivo kalam spectral jost great-vibes overpass rajdhani urbanist
fraunces lobster sniglet dosis gugi abril-fatface chivo fredoka crimson-pro
archivo-black league-spartan bangers maven-pro alegreya luckiest-guy didact-gothic
prata permanent-marker questrial league-gothic arvo tenor-sans abel bowlby-one-sc saira
quattrocento yeseva-one grandstander alice inknut-antiqua yanone-kaffeesatz smooch
varela-round krona-one comic-neue rammetto-one acme sigmar-one creepster
libre-caslon-text indie-flower amatic-sc chakra-petch cormorant caveat-brush teko
unbounded zilla-slab sacramento cabin-sketch russo-one damion architects-daughter
lobster-two oxanium courgette covered-by-your-grace baloo-2 unifrakturmaguntia satisfy
poiret-one play im-fell-english-sc black-ops-one special-elite righteous rokkitt bungee
michroma patrick-hand sorts-mill-goudy corinthia modak shadows-into-light alex-brush
birthstone audiowide passion-one cinzel-decorative staatliches rock-salt alumni-sans
vollkorn knewave dela-gothic-one kaushan-script allura cal-sans alfa-slab-one monda
lilita-one pinyon-script rubik-mono-one caprasimo reenie-beanie gloria-hallelujah
cookie italiana marcellus titan-one cardo quantico besley suez-one yellowtail
bree-serif bungee-shade gochi-hand saira-stencil-one bubblegum-sans germania-one
fjalla-one parisienne zen-dots climate-crisis spicy-rice
""".split()

_FONT_VERSION = "5.3.0"
FONT_PACKAGES: dict[str, str] = {
    f"@fontsource/{family}": _FONT_VERSION for family in _FONT_FAMILIES
}


class AssetsError(MarkwatchError):
    """The icon sets and fonts for synthetic images are missing or did not install."""


def default_cache_dir() -> Path:
    """Return the folder that holds installed packages and rendered icons."""
    return Path(platformdirs.user_cache_dir("markwatch"))


def install_packages(folder: Path, *, log: Callable[[str], None]) -> None:
    """Install every icon set and font into `folder`/node_modules with npm.

    Does nothing when the same versions are already there.

    Raises:
        AssetsError: npm is not on the machine, or it failed.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise AssetsError(
            "npm was not found: install Node.js, or pass a folder of SVG files and "
            "fonts with --sources."
        )
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {
        "private": True,
        "dependencies": {**ICON_PACKAGES, **FONT_PACKAGES},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    path = folder / "package.json"
    done = folder / "node_modules" / ".package-lock.json"
    if done.is_file() and path.is_file() and path.read_text("utf-8") == text:
        return
    path.write_text(text, "utf-8")
    log(f"installing {len(ICON_PACKAGES)} icon sets and {len(FONT_PACKAGES)} fonts")
    result = subprocess.run(
        [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        path.unlink()
        raise AssetsError(
            "npm could not install the icon sets and fonts: "
            + result.stderr.strip()[-500:]
        )
