"""All proposals that an audit amounts to: one for each package, one for what is in none."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twin.analysis.from_audit.evidence import (
    evidence_of,
    kind_of,
    premises_evidence,
    savings_said,
)
from twin.analysis.from_audit.measure import (
    Basis,
    Reason,
    claimed_saving,
    claimed_share,
    offered,
    plain_id,
)
from twin.analysis.from_audit.money import Sums
from twin.model.audit import AuditFile, AuditMeasure, AuditPackage, ExchangeRate
from twin.model.catalogue import CatalogueMeasure
from twin.model.finding import Finding, Severity
from twin.model.proposal import (
    NOTHING,
    Evidence,
    OfferedMeasure,
    Proposal,
    VerificationPlan,
)

MOST_MEASURES = 50
"""Of one proposal, as in its format."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the audit does not tell. today: ISO date; file, sha256: of the audit."""

    rate: ExchangeRate
    today: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Offers:
    """Proposals of an audit. findings: measures that were left out, and what was assumed."""

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]


def offers_of(audit: AuditFile, catalogue: Mapping[str, CatalogueMeasure], terms: Terms) -> Offers:
    """Every proposal of the audit; measures that cannot be offered are told and left out."""
    basis = Basis(catalogue, _sums(audit, terms.rate), audit.delivered)
    known = {m.key: m for m in reversed(audit.measures)}
    in_packages = {key for package in audit.packages for key in package.measures}
    alone = [m for m in audit.measures if m.key not in in_packages]
    packages = list(audit.packages)
    if alone:
        packages.append(AuditPackage("", "Measures in no package", tuple(m.key for m in alone)))
    proposals: list[Proposal] = []
    told: dict[str, Finding] = {}
    for package in packages:
        members = [known[key] for key in package.measures if key in known]
        done = _Package(audit, package, basis, terms)
        proposals += done.proposals(members, told)
    return Offers(_distinct(proposals), (*_assumptions(audit, terms, proposals), *told.values()))


def _sums(audit: AuditFile, rate: ExchangeRate) -> Sums:
    """Per floor area where the file is about one building of a known area, else per building."""
    areas = [b.floor_area for b in audit.buildings]
    if len(areas) == 1 and areas[0] > 0:
        return Sums(rate, areas[0], "floor_area")
    return Sums(rate)


@dataclass(frozen=True, slots=True)
class _Package:
    audit: AuditFile
    package: AuditPackage
    basis: Basis
    terms: Terms

    def proposals(
        self, members: Sequence[AuditMeasure], told: dict[str, Finding]
    ) -> Iterator[Proposal]:
        """The package, in parts where it has more measures than a proposal may have."""
        pays = self.package.first_cost > 0 and not any(m.first_cost > 0 for m in members)
        usable: list[tuple[AuditMeasure, OfferedMeasure]] = []
        for measure in members:
            found = offered(measure, self.basis, is_paid_for=pays)
            if isinstance(found, Reason):
                told[measure.key] = _left_out(measure, found)
            else:
                usable.append((measure, found))
        usable = _own_ids(usable)
        if pays and usable:
            usable[0] = (usable[0][0], self._paying(usable[0][1]))
        usable = self._with_claim(usable)
        parts = [usable[i : i + MOST_MEASURES] for i in range(0, len(usable), MOST_MEASURES)]
        for place, part in enumerate(parts, 1):
            yield self._proposal(part, f" ({place} of {len(parts)})" if len(parts) > 1 else "")

    def _paying(self, first: OfferedMeasure) -> OfferedMeasure:
        cost = self.basis.sums.per_unit(self.package.first_cost)
        return replace(first, unit_cost=replace(cost, source=f"Whole package: {cost.source}"))

    def _with_claim(
        self, usable: list[tuple[AuditMeasure, OfferedMeasure]]
    ) -> list[tuple[AuditMeasure, OfferedMeasure]]:
        """With the saving of the whole package on the first, where no measure has its own."""
        share = claimed_share(self.package.savings.energy, self.basis.delivered)
        has_own = any(e.kind == "claimed_saving" for _, m in usable for e in m.effects)
        if share is None or has_own or not usable:
            return usable
        effect = claimed_saving(
            replace(share, source=f"Whole package: {share.source}"), self.package.savings.method
        )
        measure, first = usable[0]
        return [(measure, replace(first, effects=(*first.effects, effect))), *usable[1:]]

    def _proposal(
        self, part: Sequence[tuple[AuditMeasure, OfferedMeasure]], suffix: str
    ) -> Proposal:
        audit, package, terms = self.audit, self.package, self.terms
        evidence = [evidence_of(a, m.measure_id) for a, m in part]
        own = self._own_evidence([m.measure_id for _, m in part])
        stem = plain_id(terms.file.rpartition(".")[0], "audit")
        key = f"{stem[:38]}-{plain_id(package.key, 'single')[:28]}{suffix.strip(' ()')}"
        return Proposal(
            proposal_id=plain_id(key, "audit"),
            title=f"{package.title}{suffix}"[:200],
            supplier=audit.auditor or f"Audit {terms.file}"[:200],
            valid_until=f"{int(terms.today[:4]) + 1}-12-31",
            price_year=_price_year(audit, terms),
            measures=tuple(_supported(m, e) for (_, m), e in zip(part, evidence, strict=True)),
            contact=audit.contact,
            evidence=(*evidence, *own, premises_evidence(audit, terms.file, terms.sha256)),
            verification=_verification([a for a, _ in part], package, self.basis.sums),
            version="1.2",
        )

    def _own_evidence(self, ids: list[str]) -> list[Evidence]:
        said = [part for part in savings_said(self.package.savings) if part]
        if not said:
            return []
        kind = kind_of(self.package.savings.method)
        words = ". ".join([*said, f"Line {self.package.line} of the file"])
        title = "The audit on the whole package"
        return [Evidence("audit-package", kind, title, f"{words}."[:1900], tuple(ids))]


def _own_ids(
    usable: list[tuple[AuditMeasure, OfferedMeasure]],
) -> list[tuple[AuditMeasure, OfferedMeasure]]:
    taken: dict[str, int] = {}
    found: list[tuple[AuditMeasure, OfferedMeasure]] = []
    for audit, measure in usable:
        times = taken[measure.measure_id] = taken.get(measure.measure_id, 0) + 1
        own = measure.measure_id if times == 1 else f"{measure.measure_id[:70]}-{times}"
        found.append((audit, replace(measure, measure_id=own)))
    return found


def _supported(measure: OfferedMeasure, evidence: Evidence) -> OfferedMeasure:
    effects = tuple(
        replace(e, evidence=evidence.evidence_id) if e.is_claimed else e for e in measure.effects
    )
    return replace(measure, effects=effects)


def _verification(
    measures: Sequence[AuditMeasure], package: AuditPackage, sums: Sums
) -> VerificationPlan:
    options = sorted({m.option for m in measures if m.option})
    costs = [m.verification_cost for m in measures if m.verification_cost > 0]
    whole = package.verification_cost if package.verification_cost > 0 else math.fsum(costs)
    text = f"Options by measure: {', '.join(options)}." if len(options) > 1 else ""
    return VerificationPlan(
        option=options[0] if len(options) == 1 else "",
        cost=sums.whole(whole) if whole else NOTHING,
        guaranteed_share=package.guaranteed_share,
        text=text,
    )


def _price_year(audit: AuditFile, terms: Terms) -> int:
    year = audit.audited[:4] or terms.today[:4]
    return min(max(int(year) if year.isdigit() else int(terms.today[:4]), 2000), 2100)


def _distinct(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    taken: dict[str, int] = {}
    found: list[Proposal] = []
    for proposal in proposals:
        times = taken[proposal.proposal_id] = taken.get(proposal.proposal_id, 0) + 1
        own = proposal.proposal_id if times == 1 else f"{proposal.proposal_id[:74]}-{times}"
        found.append(replace(proposal, proposal_id=own))
    return tuple(found)


def _left_out(measure: AuditMeasure, reason: Reason) -> Finding:
    return Finding(
        "audit-measure-left-out",
        Severity.WARNING,
        reason.text,
        values={"line": measure.line, "title": measure.title[:120], "status": measure.status},
    )


def _assumptions(
    audit: AuditFile, terms: Terms, proposals: Sequence[Proposal]
) -> Iterator[Finding]:
    if not proposals:
        return
    rate = terms.rate
    yield Finding(
        "audit-rate",
        Severity.INFO,
        "Sums in USD were turned into NOK at {rate} ({source}, {on}).",
        values={"rate": f"{rate.nok:g}", "source": rate.source, "on": rate.on},
    )
    yield Finding(
        "audit-validity",
        Severity.INFO,
        "An audit is no offer: its prices are taken as of {year} and to stand until {until}.",
        "Ask a supplier before deciding.",
        values={"year": _price_year(audit, terms), "until": proposals[0].valid_until},
    )
    if any(e.value.source.startswith("Assumed") for p in proposals for m in p.measures
           for e in m.effects):  # fmt: skip
        yield Finding(
            "audit-assumed",
            Severity.WARNING,
            "The audit tells which technology is meant, not how good it is: such values are those"
            " of the catalogue, and each of them says so.",
        )
