"""Progress of a long piece of work: a bar, the time left, a way to stop it, what came of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.translation import Translator
from views.briefing.job import Job, Made
from views.markup import show_hint, show_remark

_JOB: Final = "briefing_job"


def current_job() -> Job | None:
    """Return the session's piece of work, whether it goes on or has ended."""
    job: Job | None = st.session_state.get(_JOB)
    return job


def start(job: Job) -> None:
    """Begin a piece of work unless one goes on."""
    before = current_job()
    if before is None or not before.running:
        st.session_state[_JOB] = job.start()


def show_job(say: Translator) -> None:
    """Draw the session's piece of work, if there is one."""
    job = current_job()
    if job is None:
        return
    if job.running:
        _watch(job, say)
    elif job.made is not None:
        _show_made(job, job.made, say)
    elif job.cancelled:
        show_remark(say("已取消，没有生成文件。"))
    else:
        st.error(say("没有做成。"))
        st.code(job.problem or say("程序出错，请把服务器日志交给管理员。"), language=None)


@st.fragment(run_every="1s")
def _watch(job: Job, say: Translator) -> None:
    """Look again every second; once the work has ended the whole page shows what came of it."""
    if not job.running:
        st.rerun()
    share = job.done / job.total if job.total else 0.0
    st.progress(share, text=_said(job, say))
    st.button(
        say("正在取消…") if job.stopping else say("取消"),
        disabled=job.stopping,
        on_click=job.cancel,
        key="briefing_cancel",
    )


def _said(job: Job, say: Translator) -> str:
    if not job.total:
        return say("正在准备…")
    if job.seconds_left is None:
        return say("已完成 {done} / {total}，正在估计剩余时间", done=job.done, total=job.total)
    return say(
        "已完成 {done} / {total}，约剩 {seconds} 秒",
        done=job.done,
        total=job.total,
        seconds=max(1, round(job.seconds_left)),
    )


def _show_made(job: Job, made: Made, say: Translator) -> None:
    if made.failures:
        show_remark(say("已完成，但有 {count} 页没有做成：", count=len(made.failures)))
        st.code("\n".join(made.failures), language=None, wrap_lines=True)
    else:
        show_hint(say("已完成。"))
    st.download_button(
        say("下载 {kind}", kind=job.file_name),
        data=lambda: made.content,
        file_name=job.file_name,
        mime=job.media_type,
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="briefing_download_series",
    )
