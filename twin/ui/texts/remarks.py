"""What is said of a proposal file, as lines for a terminal."""

from pathlib import Path

from twin.model.proposal_check import ProposalCheck, Remark
from twin.ui.texts.language import catalogue, finding_texts, use_language


def told_lines(path: Path, found: ProposalCheck, language: str) -> list[str]:
    """One line per remark, as compilers write them, and a last one with the outcome."""
    lines = [_line(path, remark, language) for remark in found.remarks]
    errors = len(found.errors)
    warnings = len(found.remarks) - errors
    proposal = found.proposal
    outcome = (
        _told("{file}: cannot be used; errors: {errors}, remarks: {warnings}.", language)
        if proposal is None
        else _told("{file}: can be used; measures: {measures}, remarks: {warnings}.", language)
    )
    measures = len(proposal.measures) if proposal is not None else 0
    values = {"file": path, "errors": errors, "warnings": warnings, "measures": measures}
    return [*lines, outcome.format(**values)]


def _line(path: Path, remark: Remark, language: str) -> str:
    place = f"{path}:{remark.line}:{remark.column}" if remark.line else str(path)
    where = f" {remark.path}:" if remark.path else ""
    return f"{place}:{where} {_severity(remark, language)}: {remark_text(remark, language)}"


def _severity(remark: Remark, language: str) -> str:
    words = {"error": "error", "warning": "warning", "info": "note"}
    return _told(words[remark.finding.severity.value], language)


def _told(text: str, language: str) -> str:
    return catalogue(language).get(text, text) if language != "en" else text


def remark_text(remark: Remark, language: str) -> str:
    """What is said of one place, in a language."""
    if language == "en":
        return remark.finding.text()
    use_language(language)
    return " ".join(text for text in finding_texts(remark.finding) if text)
