"""Of several workers the one with fewer connections takes the next."""

from gunicorn.workers.gthread import ThreadWorker

from config import serving


def test_the_more_connections_a_worker_has_the_longer_it_leaves_a_new_one_to_the_others(monkeypatch):
    waited, taken = [], []
    monkeypatch.setattr(serving.time, "sleep", waited.append)
    monkeypatch.setattr(ThreadWorker, "accept", lambda _worker, listener: taken.append(listener))
    worker = serving.Worker.__new__(serving.Worker)
    for worker.nr_conns in (0, 3, 500):
        worker.accept("listener")
    assert (waited, len(taken)) == ([0, 3 * serving.MOMENT, serving.LONGEST], 3)
