import { ANALYSIS_CHANGES, ANALYSIS_ITEMS } from './seedAnalysis';
import { COMPANY, HISTORY, VIEWER } from './company';

/** Formats milliseconds as the record does. */
const iso = (time: string) =>
  `to_char((${time}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SECONDS = HISTORY.years * 365.25 * 24 * 3600;
const detectedAt = (size: number) =>
  `timestamptz '${HISTORY.from}' + n * interval '${SECONDS / size} seconds'`;

const pick = (values: readonly string[], random: string) =>
  `(array[${values
    .map(value => `'${value}'`)
    .join(', ')}])[1 + floor(${random} * ${values.length})::int]`;

/** The same number from 0 to 1 for the same incident and name. It leaves the other random numbers as they are. */
const draw = (name: string) =>
  `(('x' || substr(md5(n || '${name}'), 1, 7))::bit(28)::int / 268435456.0)`;
/** Times differ as they do in life: most are short, some are very long. */
const after = (name: string, least: number, span: number) =>
  `exp(${least} + ${span} * ${draw(name)}) * interval '1 minute'`;

const CLASSES = [
  'fraud',
  'malicious-code',
  'intrusion-attempts',
  'intrusions',
  'availability',
  'information-content-security',
  'vulnerable',
];

/** The newest incidents are open; most old ones are closed. */
const INCIDENTS = (size: number) => `
  with drawn as materialized (
    select n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f
    from generate_series(1, ${size}) as n
  ), decided as materialized (
    select *,
      case
        when c < 0.01 or (n > ${size * 0.98} and c < 0.4)
          then ${pick(
            ['new', 'triage', 'containment', 'eradication', 'recovery'],
            'd',
          )}
        when c > 0.94 then 'dismissed'
        when c > 0.92 then 'resolved'
        else 'closed'
      end as status,
      1 + floor(a * a * 5)::int as severity_rank
    from drawn
  )
  insert into incidents (
    seq, id, key, title, summary, mode, status, status_rank, is_open, determination, class, severity, severity_rank,
    impact, urgency, ongoing, priority, priority_rank, priority_inputs, tlp, visibility, personal_data,
    suspected_malicious, cross_border, is_major, unknown_service, detection, resolution, reported_by, occurred_at,
    detected_at, reported_at, recorded_at, acknowledged_at, declared_at, contained_at, recovered_at, resolved_at, closed_at,
    updated_at, version,
    chain_length, chain_head
  )
  select
    n, md5(n::text)::uuid::text, 'SEC-' || extract(year from ${detectedAt(
      size,
    )}) || '-' || lpad(n::text, 7, '0'),
    'Unexpected access to record ' || n || ' of a customer', repeat('What was seen, where, and by whom. ', 8),
    case when f < ${HISTORY.exercises} then 'exercise' else 'real' end,
    status,
    array_position(array['new', 'triage', 'containment', 'eradication', 'recovery', 'resolved', 'closed', 'dismissed'], status) - 1,
    status in ('new', 'triage', 'containment', 'eradication', 'recovery'),
    'confirmed', ${pick(CLASSES, 'b')},
    (array['informational', 'low', 'medium', 'high', 'critical'])[severity_rank], severity_rank,
    case when status in ('resolved', 'closed') and ${draw('impact')} < 0.7
      then '{"serviceMinutes":' || greatest(floor(400 * ${draw(
        'minutes',
      )})::int - 100, 0) || '}'
      else '"medium"' end, 'medium', 'no',
    (array['P4', 'P4', 'P3', 'P2', 'P1'])[severity_rank], greatest(severity_rank - 1, 1),
    '{"ruleVersion":1,"impactLevel":"medium","urgency":"medium","base":"P3","riskFactors":[{"id":"tier-1"}],"raised":true,"computed":"P2"}',
    'AMBER', case when e < ${
      HISTORY.restricted
    } then 'restricted' else 'open' end,
    '{"involved":"no"}', 'unknown', 'no', severity_rank = 5, false, '{"method":"monitoring"}',
    case when status = 'closed' then '{"code":"fixed","summary":"Access was revoked and the keys were changed."}' end,
    'user:default/person-' || floor(b * ${COMPANY.people})::int,
    ${iso(`${detectedAt(size)} - ${after('detect', 0, 8)}`)}, ${iso(
  detectedAt(size),
)}, ${iso(detectedAt(size))}, ${iso(detectedAt(size))},
    ${iso(`${detectedAt(size)} + ${after('acknowledge', 0, 5)}`)}, ${iso(
  `${detectedAt(size)} + interval '1 hour'`,
)},
    case when status in ('eradication', 'recovery', 'resolved', 'closed') and ${draw(
      'contained',
    )} < 0.9 then ${iso(`${detectedAt(size)} + ${after('contain', 2, 6)}`)} end,
    case when status in ('resolved', 'closed') then ${iso(
      `${detectedAt(size)} + ${after('recover', 3, 6)}`,
    )} end,
    case when status in ('resolved', 'closed') then ${iso(
      `${detectedAt(size)} + ${after('resolve', 5, 5)}`,
    )} end,
    case when status = 'closed' then ${iso(
      `${detectedAt(size)} + interval '16 days'`,
    )} end,
    ${iso(`${detectedAt(size)} + interval '16 days'`)}, 9, ${
  HISTORY.entriesPerIncident
}, repeat('0', 64)
  from decided`;

/** A few services have many incidents, most have some; one incident in three affects several services. */
const LINKS = (size: number) => `
  create unlogged table links as
  select distinct on (n, service) n, service, service % ${COMPANY.systems} as system,
    service % ${COMPANY.systems} % ${COMPANY.domains} as domain, service % ${COMPANY.teams} as team
  from (
    select n, floor(${COMPANY.services} * power(random(), 2))::int as service, random() as chance, part
    from generate_series(1, ${size}) as n, generate_series(1, 3) as part
  ) as drawn
  where part = 1 or (part = 2 and chance < 0.3) or (part = 3 and chance < 0.1)
  order by n, service`;

const AFFECTED = (size: number) => `
  insert into affected_entities (incident_seq, entity_ref, role, compromise, snapshot, snapshot_state, added_at, added_by)
  select n, 'component:default/service-' || service, 'affected', 'unknown',
    json_build_object('title', 'Service ' || service, 'type', 'service', 'ownerRef', 'group:default/team-' || team,
      'systemRef', 'system:default/system-' || system, 'domainRef', 'domain:default/domain-' || domain,
      'lifecycle', 'production', 'tier', '1', 'exposure', 'public', 'takenAt', '2026-01-01T00:00:00.000Z')::text,
    'complete', ${iso(detectedAt(size))}, 'user:default/person-1'
  from links order by n`;

const SCOPES = () => `
  insert into incident_scopes (incident_seq, entity_ref, scope_ref, relation)
  select n, 'component:default/service-' || service, scope.*
  from links, lateral (values
    ('component:default/service-' || service, 'entity'),
    ('system:default/system-' || system, 'system'),
    ('domain:default/domain-' || domain, 'domain'),
    ('group:default/team-' || team, 'owner'),
    ('group:default/department-' || team % ${COMPANY.departments}, 'owner-parent')
  ) as scope`;

const ROLES = (size: number) => `
  insert into role_assignments (incident_seq, role, principal_ref, assumed_at, assigned_by)
  select n, role, case when chance < 0.01 then '${VIEWER}' else 'user:default/person-' || floor(who * ${
  COMPANY.people
})::int end,
    ${iso(detectedAt(size))}, 'user:default/person-1'
  from (
    select n, role, random() as chance, random() as who, random() as has
    from generate_series(1, ${size}) as n, unnest(array['assignee', 'incident-commander']) as role
  ) as drawn
  where role = 'assignee' or has < 0.3`;

const MEMBERS = () => `
  insert into incident_members (incident_seq, principal_ref, source, added_at, added_by)
  select seq, reported_by, 'reporter', recorded_at, reported_by from incidents
  union all
  select distinct incident_seq, principal_ref, 'role', assumed_at, assigned_by from role_assignments`;

const STEPS = (size: number) => `
  insert into resolution_steps (id, incident_seq, seq, kind, text, outcome, performed_at, performed_by, recorded_at,
    recorded_by, late_entry, entity_refs)
  select md5(n || '/' || part)::uuid::text, n, part + 1, (array['analysis', 'containment', 'recovery'])[1 + part % 3],
    repeat('What was done and what came of it. ', 4), 'worked', ${iso(
      detectedAt(size),
    )}, 'user:default/person-1', ${iso(detectedAt(size))},
    'user:default/person-1', false, '[]'
  from generate_series(1, ${size}) as n, generate_series(1, ${
  HISTORY.stepsPerIncident
}) as part`;

const TIMELINE = (size: number) => `
  insert into timeline_entries (incident_seq, seq, v, chain, at, actor, action, data, salt, data_hash, prev_hash, hash)
  select n, part, 1, 'incident/SEC-' || n, ${iso(
    detectedAt(size),
  )}, 'user:default/person-1',
    (array['incident.recorded', 'status.changed', 'step.recorded', 'role.assumed'])[1 + part % 4],
    json_build_object('to', 'triage', 'reason', repeat('Because of what was seen. ', 4))::text,
    md5(n || 's' || part), repeat(md5(n || 'd' || part), 2), repeat(md5(n || 'h' || part - 1), 2),
    repeat(md5(n || 'h' || part), 2)
  from generate_series(1, ${size}) as n, generate_series(1, ${
  HISTORY.entriesPerIncident
}) as part`;

const SCOPED = () => `
  insert into incident_scope_items (scope_ref, seq, mode, status, status_rank, is_open, class, severity, severity_rank, priority,
    priority_rank, tlp, visibility, reported_by, detected_at, recorded_at, closed_at)
  select distinct scope_ref, seq, mode, status, status_rank, is_open, class, severity, severity_rank, priority,
    priority_rank, tlp, visibility, reported_by, detected_at, recorded_at, closed_at
  from incident_scopes join incidents on seq = incident_seq`;

const LISTED = () => `
  insert into incident_list_items (incident_seq, facts, affected, roles)
  select seq,
    json_strip_nulls(json_build_object('seq', seq, 'id', id, 'key', key, 'title', title, 'mode', mode, 'status', status,
      'determination', determination, 'classification', json_build_object('scheme', 'rsit', 'class', class), 'severity',
      severity, 'urgency', urgency, 'priority', priority, 'tlp', tlp, 'visibility', visibility, 'isMajor', is_major,
      'unknownService', unknown_service, 'reportedBy', reported_by, 'occurredAt', occurred_at, 'detectedAt', detected_at,
      'reportedAt', reported_at, 'recordedAt', recorded_at, 'acknowledgedAt', acknowledged_at, 'declaredAt', declared_at,
      'resolvedAt', resolved_at, 'closedAt', closed_at, 'updatedAt', updated_at, 'version', version))::text,
    coalesce(services, '[]'), coalesce(people, '[]')
  from incidents
  left join (
    select a.incident_seq, json_agg(json_build_object('entityRef', a.entity_ref, 'role', a.role, 'compromise', a.compromise,
        'snapshot', a.snapshot::json, 'snapshotState', a.snapshot_state, 'addedAt', a.added_at, 'addedBy', a.added_by,
        'scopes', scopes) order by a.id)::text as services
    from affected_entities a
    join (
      select incident_seq, entity_ref, json_agg(scope_ref order by scope_ref) as scopes
      from (select distinct incident_seq, entity_ref, scope_ref from incident_scopes) as pairs
      group by incident_seq, entity_ref
    ) as scoped on scoped.incident_seq = a.incident_seq and scoped.entity_ref = a.entity_ref
    group by a.incident_seq
  ) as affected on affected.incident_seq = seq
  left join (
    select incident_seq, json_agg(json_build_object('role', role, 'principalRef', principal_ref, 'assumedAt', assumed_at,
        'assignedBy', assigned_by) order by id)::text as people
    from role_assignments group by incident_seq
  ) as assigned on assigned.incident_seq = seq`;

const DUE = () => `
  insert into incident_due_items (incident_seq, sort_at, at_risk_at, due, is_major_proposed, rules)
  select seq, case when is_open then detected_at else '9999-12-31T00:00:00.000Z' end, case when is_open then detected_at end,
    case when is_open then json_build_object('kind', 'clock', 'clock', 'resolve', 'title', 'Resolve within 7 days',
      'dueAt', detected_at, 'atRiskAt', detected_at)::text end, false, 'seeded'
  from incidents`;

const COUNTS = () => `
  insert into incident_counts (scope_ref, entity_ref, mode, visibility, is_open, severity, total)
  select scope_ref, scope_ref, mode, visibility, is_open, coalesce(severity, ''), count(*)
  from incident_scope_items group by scope_ref, mode, visibility, is_open, severity
  union all
  select scope_ref, entity_ref, mode, visibility, is_open, coalesce(severity, ''), count(*)
  from (select distinct scope_ref, entity_ref, incident_seq from incident_scopes where entity_ref <> scope_ref) as below
  join incidents on seq = incident_seq
  group by scope_ref, entity_ref, mode, visibility, is_open, severity`;

const WORDS = (size: number) => `
  insert into search_words (word, incident_seq)
  select distinct 'word' || floor(${HISTORY.vocabulary} * power(random(), 2))::int, n
  from generate_series(1, ${size}) as n, generate_series(1, ${HISTORY.wordsPerIncident}) as part`;

/** The tables with the most rows by far. They are filled from numbers alone. */
export const TABLES_OF_ENTRIES = [
  'resolution_steps',
  'timeline_entries',
  'search_words',
];

/** Two lanes that do not need each other. */
const LANES = {
  all: [
    [
      INCIDENTS,
      LINKS,
      AFFECTED,
      SCOPES,
      ROLES,
      MEMBERS,
      SCOPED,
      LISTED,
      DUE,
      ANALYSIS_ITEMS,
      ANALYSIS_CHANGES,
      COUNTS,
    ],
    [STEPS, TIMELINE, WORDS],
  ],
  // The other tables stay empty.
  analysis: [
    [INCIDENTS, LINKS, AFFECTED, SCOPES, ANALYSIS_ITEMS, ANALYSIS_CHANGES],
  ],
};

/** What of a history is needed: everything, or what the analysis reads. */
export type HistoryPart = keyof typeof LANES;

/**
 * The statements that fill an empty record on PostgreSQL, in two lanes that do not need each other: one writes the tables of
 * {@link TABLES_OF_ENTRIES}, the other one the rest. Each table's rows are the same in every run.
 *
 * @param size - the number of incidents
 */
export function seedStatements(size: number, part: HistoryPart): string[][] {
  return LANES[part].map(lane => lane.map(toStatement => toStatement(size)));
}
