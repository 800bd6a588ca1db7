"""Keeps the compiled code of this package where Python itself cannot, or may not.

An installed Joinscope lies where its user may not write, and many have PYTHONDONTWRITEBYTECODE
set: each start of Python would then compile the probe, which takes longer than all that it
does there. ``code`` beside the run's socket leads to a folder of the user's (src/main/companion/
code-cache.ts). Only for this package: what the program loads is loaded as ever.
"""

import marshal
import os
import sys

import _imp
from _frozen_importlib_external import MAGIC_NUMBER, FileFinder, SourceFileLoader

# Any number: it makes these sums differ from those of Python's own files.
_SEED = 0x4A6F696E


def use_for(folder):
    """Has the modules of the package in ``folder`` loaded through the cache, where there is one."""
    kept = os.path.join(os.path.dirname(os.environ["JOINSCOPE_SOCKET"]), "code")
    try:
        if not os.path.exists(kept):
            _make(os.readlink(kept))
        # Of another user, as with sudo: their code is not for this one.
        if os.stat(kept).st_uid != os.geteuid():
            return
    except OSError:
        return
    _Loader.kept = kept
    sys.path_importer_cache[folder] = FileFinder(folder, (_Loader, [".py"]))


def _make(folder):
    """With the first Python of all runs; other commands need no such folder."""
    for path in (os.path.dirname(folder), folder):
        try:
            os.mkdir(path, 0o700)
        except FileExistsError:
            pass


class _Loader(SourceFileLoader):
    kept = ""

    def get_code(self, fullname):
        source = self.get_data(self.path)
        head = MAGIC_NUMBER + _imp.source_hash(_SEED, source)
        tag = sys.implementation.cache_tag or "python"
        path = os.path.join(self.kept, "%s.%s-%d" % (fullname, tag, sys.flags.optimize))
        try:
            data = self.get_data(path)
            start = len(head) + 8
            if data.startswith(head) and data[len(head) : start] == _imp.source_hash(_SEED, data[start:]):
                code = marshal.loads(data[start:])
                # It may have been compiled from a copy elsewhere.
                _imp._fix_co_filename(code, self.path)
                return code
        except (OSError, EOFError, ValueError, TypeError):
            pass
        code = compile(source, self.path, "exec", dont_inherit=True)
        self._keep(path, head, marshal.dumps(code))
        return code

    def _keep(self, path, head, text):
        """Whole or not at all, whoever else does it at the same time."""
        try:
            unfinished = "%s.%d" % (path, os.getpid())
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            try:
                os.write(descriptor, head + _imp.source_hash(_SEED, text) + text)
            finally:
                os.close(descriptor)
            os.replace(unfinished, path)
        except OSError:
            pass
