"""Work in a thread of its own: told how far it is, stopped, and never left hanging."""

from __future__ import annotations

from threading import Event

import pytest

from geo.errors import PlanningError
from views.briefing.job import Job, Made, Progress


def test_a_job_says_how_far_it_is_and_gives_what_it_made() -> None:
    half, rest = Event(), Event()

    def work(progress: Progress, _stop: Event) -> Made:
        progress(1, 2)
        half.set()
        rest.wait(10)
        progress(2, 2)
        return Made(b"all", ("one page",))

    job = Job(work, "a.zip", "application/zip").start()
    assert half.wait(10)
    assert (job.running, job.done, job.total) == (True, 1, 2)
    assert job.seconds_left is not None
    assert job.seconds_left >= 0
    rest.set()
    job.wait()
    assert not job.running
    assert job.made == Made(b"all", ("one page",))
    assert not job.cancelled


def test_a_cancelled_job_stops_and_gives_nothing() -> None:
    begun = Event()

    def work(_progress: Progress, stop: Event) -> None:
        begun.set()
        assert stop.wait(10)

    job = Job(work, "a.zip", "application/zip").start()
    assert begun.wait(10)
    job.cancel()
    assert job.stopping
    job.wait()
    assert job.cancelled
    assert job.made is None


def test_a_job_that_finishes_in_spite_of_being_cancelled_gives_what_it_made() -> None:
    job = Job(lambda _progress, _stop: Made(b"x"), "a.zip", "application/zip")
    job.cancel()
    job.start().wait()
    assert not job.cancelled
    assert job.made == Made(b"x")


def test_a_problem_of_the_plan_is_kept_to_be_shown() -> None:
    def work(_progress: Progress, _stop: Event) -> Made:
        raise PlanningError("没有园区")

    job = Job(work, "a.zip", "application/zip").start()
    job.wait()
    assert (job.problem, job.made, job.running) == ("没有园区", None, False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_job_that_breaks_is_not_left_running() -> None:
    def work(_progress: Progress, _stop: Event) -> Made:
        raise ZeroDivisionError

    job = Job(work, "a.zip", "application/zip").start()
    job.wait()
    assert (job.running, job.made, job.problem, job.cancelled) == (False, None, "", False)
