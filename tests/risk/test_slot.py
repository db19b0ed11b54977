import logging
import os
from concurrent.futures import ThreadPoolExecutor

from triage.risk.model import ModelSlot


def test_the_model_is_loaded_once_and_kept(copied):
    slot = ModelSlot(copied)
    first = slot.current()
    assert first is not None
    assert slot.current() is first
    assert slot.why is None


def test_a_missing_model_is_none_with_a_reason_and_one_log_line(tmp_path, caplog):
    slot = ModelSlot(tmp_path / "nowhere")
    with caplog.at_level(logging.WARNING):
        assert [slot.current() for _ in range(3)] == [None, None, None]
    assert "nowhere" in slot.why
    assert len(caplog.records) == 1


def test_a_model_that_disappears_is_not_used_any_more(copied):
    slot = ModelSlot(copied)
    assert slot.current() is not None
    (copied / "model.onnx").unlink()
    assert slot.current() is None
    assert "model.onnx" in slot.why


def test_a_model_that_is_damaged_while_running_is_not_used_any_more(copied):
    slot = ModelSlot(copied)
    assert slot.current() is not None
    (copied / "model.onnx").write_bytes(b"half")
    assert slot.current() is None


def test_a_repaired_model_is_used_without_a_restart(copied):
    slot = ModelSlot(copied)
    content = (copied / "model.onnx").read_bytes()
    (copied / "model.onnx").write_bytes(b"half")
    assert slot.current() is None
    (copied / "model.onnx").write_bytes(content)
    assert slot.current() is not None
    assert slot.why is None


def test_a_new_manifest_counts_at_once(copied, replace_in):
    slot = ModelSlot(copied)
    before = slot.current()
    manifest = copied / "manifest.toml"
    replace_in(manifest, 'id = "complaints-ebm"', 'id = "other"')
    after = slot.current()
    assert after is not before
    assert after.manifest.id == "other"


def test_a_touched_file_of_the_same_size_is_read_again(copied):
    slot = ModelSlot(copied)
    before = slot.current()
    os.utime(copied / "model.onnx", ns=(1, 1))
    assert slot.current() is not before


def test_threads_share_one_model(copied):
    slot = ModelSlot(copied)
    with ThreadPoolExecutor(8) as pool:
        models = list(pool.map(lambda _: slot.current(), range(64)))
    assert len({id(model) for model in models}) == 1
