"""A small OpenAI-compatible server for one GGUF model, for measuring `ask` without any service from outside.

    python ask_server.py MODEL.gguf [--port 8089] [--threads 1] [--context 8192]

It runs in an environment of its own (ik-llama-cpp-python) and imports nothing of this project. One request at a time,
on loopback; greedy; the answer keeps to a grammar of the one schema that `qa_service.ask.prompt` asks for; what two
requests have in common at their beginning is computed once. `logprobs` gives those of the answer's first tokens.
"""

import argparse
import ctypes
import json
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
from ik_llama_cpp import IkLlama
from ik_llama_cpp import _ctypes_api as api
from ik_llama_cpp._internals import make_batch_range

GRAMMAR = r"""
root ::= "{\"verdict\": \"" ("yes" | "no" | "unclear") "\", \"quotes\": [" quotes? "], \"reason\": " reason "}"
quotes ::= quote (", " quote){0,3}
quote ::= "{\"turn\": " [0-9]{1,3} ", \"text\": \"" char{1,240} "\"}"
reason ::= "\"" char{0,120} "\""
char ::= [^"\\\x00-\x1f] | "\\" ["\\/n]
"""
CHUNK = 512
_lib = api._lib


def _declare(name, arguments, result):
    function = getattr(_lib, name)
    function.argtypes, function.restype = arguments, result
    return function


_pointer = ctypes.c_void_p
_grammar = _declare("llama_sampler_init_grammar", [_pointer, ctypes.c_char_p, ctypes.c_char_p], _pointer)
_apply = _declare("llama_grammar_sample", [_pointer, _pointer, _pointer], None)
_accept = _declare("llama_grammar_accept_token", [_pointer, _pointer, ctypes.c_int32], None)
_free = _declare("llama_grammar_free", [_pointer], None)
_forget = _declare("llama_kv_cache_seq_rm", [_pointer, ctypes.c_int32, ctypes.c_int32, ctypes.c_int32], ctypes.c_bool)


class Model:
    """One model and what its cache holds."""

    def __init__(self, path, threads, context):
        self.llama = IkLlama(path, n_ctx=context, n_threads=threads)
        self.context, self.kept = self.llama._context, []

    def answer(self, messages, most):
        """The text, the tokens read anew and written, and the first token's probabilities by text."""
        prompt = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)
        tokens = self.llama.tokenize(prompt + "<|im_start|>assistant\n", add_bos=False, special=True)
        read = self._read(tokens)
        written, choices = self._write(len(tokens), most)
        return self._text(written), read, len(written), choices

    def _read(self, tokens):
        same = 0
        while same < min(len(tokens) - 1, len(self.kept)) and tokens[same] == self.kept[same]:
            same += 1
        _forget(self.context.ctx, 0, same, -1)
        for start in range(same, len(tokens), CHUNK):
            self._decode(tokens[start : start + CHUNK], start, start + CHUNK >= len(tokens))
        self.kept = list(tokens)
        return len(tokens) - same

    def _decode(self, tokens, place, last):
        batch = make_batch_range(tokens, pos_start=place, logits_last=last)
        failed = self.context.decode(batch)
        api.llama_batch_free(batch)
        if failed:
            raise RuntimeError("the context is full")

    def _write(self, place, most):
        grammar = _grammar(self.llama._model.vocab, GRAMMAR.encode(), b"root")
        written, choices = [], []
        try:
            for _ in range(most):
                logits = np.ctypeslib.as_array(self.context.get_logits(-1), (self.llama._model.n_vocab,)).copy()
                token, allowed = self._choose(logits, grammar)
                choices.append(self._chances(logits, allowed))
                if api.llama_token_is_eog(self.llama._model.model, token):
                    break
                _accept(grammar, self.context.ctx, token)
                written.append(token)
                self._decode([token], place + len(written) - 1, True)
                self.kept.append(token)
        finally:
            _free(grammar)
        return written, choices[:12]

    def _choose(self, logits, grammar):
        """The likeliest token that the grammar allows; the ten likeliest first, all where none of them fits."""
        for count in (10, 2_000, len(logits)):
            best = np.argsort(-logits)[:count] if count > 10 else np.argpartition(-logits, count)[:count]
            allowed = self._allowed(logits, best, grammar)
            if allowed:
                return max(allowed, key=lambda token: logits[token]), allowed
        raise RuntimeError("the grammar allows nothing")

    def _allowed(self, logits, tokens, grammar):
        data = (api.llama_token_data * len(tokens))()
        for place, token in zip(data, tokens, strict=True):
            place.id, place.logit = int(token), float(logits[token])
        array = api.llama_token_data_array()
        array.data, array.size, array.selected, array.sorted = data, len(tokens), -1, False
        _apply(grammar, self.context.ctx, ctypes.cast(ctypes.pointer(array), ctypes.c_void_p))
        return [data[n].id for n in range(array.size) if np.isfinite(data[n].logit)]

    def _chances(self, logits, allowed):
        total = np.logaddexp.reduce(logits.astype(float))
        best = sorted({*allowed, *np.argpartition(-logits, 10)[:10].tolist()}, key=lambda token: -logits[token])[:20]
        return [{"token": self._text([token]), "logprob": float(logits[token] - total)} for token in best]

    def _text(self, tokens):
        pieces, piece = b"", ctypes.create_string_buffer(256)
        for token in tokens:
            size = api.llama_token_to_piece(self.llama._model.model, token, piece, 256, 0, False)
            pieces += piece.raw[: max(size, 0)]
        return pieces.decode("utf-8", errors="replace")


class Handler(BaseHTTPRequestHandler):
    """One route: /v1/chat/completions."""

    model: Model

    def do_POST(self):
        """An answer, or 500 with nothing."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        begin = time.monotonic()
        try:
            text, read, wrote, choices = self.model.answer(request["messages"], request.get("max_tokens", 400))
        except RuntimeError:
            self.send_error(500)
            return
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        if request.get("logprobs"):
            choice["logprobs"] = {"content": [{**top[0], "top_logprobs": top} for top in choices]}
        usage = {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}
        body = json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()
        print(f"{time.monotonic() - begin:.1f} s, {read} tokens read, {wrote} written", flush=True)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing of a request is printed."""


def main():
    """Load, serve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--port", type=int, default=8089)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--context", type=int, default=8192)
    args = parser.parse_args()
    Handler.model = Model(args.model, args.threads, args.context)
    HTTPServer(("127.0.0.1", args.port), Handler).serve_forever()


if __name__ == "__main__":
    main()
