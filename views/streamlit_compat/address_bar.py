"""The query in the browser's address, replaced without an entry in its history.

Leans on Streamlit to leave an address alone that it has not written itself. `st.query_params` would
add an entry to the history for every choice, and the way back would lead through all of them;
widgets with `bind="query-params"` replace the address, but write their labels into it, which differ
by language. Without the script the address stays as it was opened.
"""

from __future__ import annotations

import json

from views.streamlit_compat.page_script import run_scripts


def replace_query(query: str, path: str) -> None:
    """Put a query, `a=1&b=2` or empty, into the address of the page at `path`."""
    wanted = json.dumps(f"?{query}" if query else "").replace("<", "\\u003c")
    run_scripts(
        f"if (location.pathname.endsWith('/{path}') && location.search !== {wanted}) "
        f"history.replaceState(history.state, '', location.pathname + {wanted});"
    )
