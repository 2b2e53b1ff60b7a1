"""What import-linter does not see: a circle through the package a module stands in."""

from __future__ import annotations

from grimp import build_graph


def test_no_module_imports_the_package_it_stands_in() -> None:
    graph = build_graph("geo", "layers", "briefings", "services", "views", cache_dir=None)
    inward = [
        f"{module} → {imported}"
        for module in sorted(graph.modules)
        for imported in graph.find_modules_directly_imported_by(module)
        if module.startswith(f"{imported}.")
    ]
    assert inward == []
