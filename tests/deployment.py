"""The processes of docker-compose.yml, run by hand as the file states them, from the files that the image holds.

Hosts become servers of this machine, volumes folders; whatever else the file says is taken from it.
"""

import copy
import fnmatch
import http.cookiejar
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

import yaml

from tests.site import ROOT, free_port, wait_until

FILE = ROOT / "docker-compose.yml"
SECRETS = {"SECRET_KEY": secrets.token_urlsafe(60), "POSTGRES_PASSWORD": "not-used-here"}


def compose():
    return yaml.safe_load(FILE.read_text())


def filled(value, given):
    """`${NAME:?sentence}` and `${NAME:-default}` as compose fills them in."""

    def fill(match):
        name, kind, rest = match.groups()
        return given[name] if kind == "?" else given.get(name) or rest

    return re.sub(r"\$\{(\w+):([?-])([^}]*)\}", fill, str(value))


def image(folder):
    """The checkout without what .dockerignore leaves out, its static files collected by the Dockerfile's own line."""
    for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines():
        if not is_ignored(name) and (ROOT / name).exists():
            (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / "site" / name)
    line = re.search(r"^RUN (SECRET_KEY=.*collectstatic.*)$", (ROOT / "Dockerfile").read_text(), re.M)[1]
    places = {"VAR_DIR": str(folder / "built"), "STATIC_DIR": str(folder / "static")}
    subprocess.run(line, shell=True, check=True, cwd=folder / "site", env=bare(places), capture_output=True)
    return folder


def is_ignored(name):
    patterns = [line.rstrip("/") for line in (ROOT / ".dockerignore").read_text().splitlines()]
    first = name.partition("/")[0]
    return any(fnmatch.fnmatch(first, pattern) for pattern in patterns if pattern and pattern[0] != "#")


def bare(more):
    return {"PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}", "LANG": "C.UTF-8", **more}


class Deployment:
    """`start("web", "worker")`, `stop("web")`, `end("mail", signal.SIGKILL)`; `said(name)` is what it logged."""

    def __init__(self, built, folder, *, database, broker, mail, more=None):
        self.built, self.folder, self.port = built, folder, free_port()
        self.servers = {"DATABASE_URL": database, "REDIS_URL": broker, "EMAIL_URL": mail}
        self.services, self.running, self.more = compose()["services"], {}, more or {}

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def environment(self, name):
        given = {**SECRETS, "SITE_URL": self.address, "EMAIL_URL": self.servers["EMAIL_URL"]}
        given |= self.more
        stated = {key: filled(text, given) for key, text in self.services[name]["environment"].items()}
        places = {"VAR_DIR": "data", "SEARCH_DIR": "search"}
        places = {key: str(self.folder / place) for key, place in places.items()}
        return bare({**stated, **self.servers, **places, "STATIC_DIR": str(self.built / "static")})

    def command(self, name):
        stated = filled(self.services[name]["command"], {})
        return shlex.split(stated.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}"))

    def start(self, *names):
        for name in names:
            with (self.folder / f"{name}.log").open("a") as said:
                self.running[name] = subprocess.Popen(
                    self.command(name.partition(" ")[0]),
                    cwd=self.built / "site",
                    env=self.environment(name.partition(" ")[0]),
                    stdout=said,
                    stderr=said,
                    start_new_session=True,
                )
        if "web" in names:
            wait_until(lambda: self.answers("/healthz"), 60)

    def run_once(self, name):
        self.start(name)
        assert self.running.pop(name).wait(120) == 0, self.said(name)

    def end(self, name, how=signal.SIGTERM, seconds=60):
        process = self.running.pop(name)
        process.send_signal(how)
        process.wait(seconds)
        return process.returncode

    def end_all(self):
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + 20
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def said(self, name):
        return (self.folder / f"{name}.log").read_text()

    def healthy(self, name):
        """What the health check of the file says of a service."""
        _kind, _python, *rest = self.services[name]["healthcheck"]["test"]
        here = [f"127.0.0.1:{self.port}" if word == "web" else word for word in rest]
        here += [] if "web" in rest else [f"127.0.0.1:{self.port}"]
        done = subprocess.run(["python", *here], cwd=self.built / "site", env=self.environment(name))
        return done.returncode == 0

    def answers(self, path):
        try:
            Visitor(self.address).get(path)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


@contextmanager
def deployed(built, folder, **servers):
    (folder / "data").mkdir(parents=True)
    deployment = Deployment(built, folder, **servers)
    try:
        yield deployment
    finally:
        deployment.end_all()


class Visitor:
    """A browser's cookies and forms, without its looks."""

    def __init__(self, address):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        return self._ask(path)[1]

    def post(self, path, **fields):
        """The page that follows, and its address; `csrfmiddlewaretoken` comes with the visitor's cookies."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}, doseq=True).encode()
        return self._ask(path, data)

    def status(self, path):
        try:
            with self.opener.open(self.address + path, timeout=30) as answer:
                answer.read()
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def keep(self, name, value):
        """Takes a cookie along from now on."""
        ours = next(iter(self.jar))
        cookie = copy.copy(ours)
        cookie.name, cookie.value = name, value
        self.jar.set_cookie(cookie)

    def address_after(self, path):
        """Where one ends who asks for this path."""
        return self._ask(path)[0]

    def _ask(self, path, data=None):
        asked = urllib.request.Request(self.address + path, data, {"Referer": self.address + path})
        with self.opener.open(asked, timeout=30) as answer:
            return answer.geturl(), answer.read().decode()


def form_fields(html, action=""):
    """{name: value} of a page's hidden fields and filled inputs."""
    inputs = re.findall(r"<input\b[^>]*>", html)
    named = [(re.search(r'\bname="([^"]*)"', tag), re.search(r'\bvalue="([^"]*)"', tag)) for tag in inputs]
    return {name[1]: value[1] if value else "" for name, value in named if name}
