"""Serves a folder of static files on this machine's own address: `serve.py FOLDER PORT`."""

import contextlib
import errno
import functools
import gzip
import http.server
import io
import sys
from pathlib import Path


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files with the types that a browser asks for, never kept from an earlier build, and no line for each request."""

    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def send_head(self):
        """As a host does, a file goes packed to a browser that takes it so."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        content = packed(path, path.stat().st_mtime_ns)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def copyfile(self, source, outputfile):
        # A browser that goes elsewhere no longer listens.
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def end_headers(self):
        # What the folder asks its host for; a file that it names for ever is still asked for anew, since here it may be built anew.
        for name, value in self.headers_for("/*"):
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def headers_for(self, address):
        try:
            lines = (Path(self.directory) / "_headers").read_text().splitlines()
        except FileNotFoundError:
            return
        meant = None
        for line in lines:
            if not line.startswith(" "):
                meant = line
            elif meant == address:
                yield line.strip().split(": ", 1)

    def log_request(self, code="-", size="-"):
        pass


@functools.lru_cache(maxsize=256)
def packed(path, _changed):
    return gzip.compress(path.read_bytes(), 6)


def main(folder, port):
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, directory=folder))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(f"port {port} is in use; another one: make serve PORT={port + 1}")
    print(f"Note Annotator is at http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
