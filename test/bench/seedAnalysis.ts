import { DEFAULT_ANALYSIS_RULES } from 'backstage-plugin-security-incidents-backend/seeding';

/*
 * The analysis items of a seeded history. SQL builds them, because the service would take hours for a million. The benchmark checks some
 * of them with the service.
 */

const DURATIONS = {
  detect: ['occurred_at', 'detected_at'],
  acknowledge: ['detected_at', 'acknowledged_at'],
  contain: ['detected_at', 'contained_at'],
  recover: ['detected_at', 'recovered_at'],
  resolve: ['detected_at', 'resolved_at'],
} as const;
type Duration = keyof typeof DURATIONS;
const IDS = Object.keys(DURATIONS) as Duration[];

/** The times that only a later end has. */
const LATER: Partial<Record<Duration, string>> = {
  contain: 'coalesce(recovered_at, resolved_at)',
  recover: 'resolved_at',
};

/** Service levels of the configuration's defaults, and what stops each clock. */
const CLOCKS = {
  acknowledge: {
    owed: { critical: 'PT15M', high: 'PT1H', medium: 'P1D', low: 'P3D' },
    stop: 'least(acknowledged_at, declared_at, contained_at, resolved_at)',
  },
  contain: {
    owed: { critical: 'PT4H', high: 'P1D', medium: 'P5D' },
    stop: 'least(contained_at, resolved_at)',
  },
  resolve: {
    owed: { critical: 'P2D', high: 'P7D', medium: 'P30D', low: 'P90D' },
    stop: 'resolved_at',
  },
};

const millis = (column: string) =>
  `(extract(epoch from ${column}::timestamptz) * 1000)::bigint`;

const toFact = (id: Duration) => `case
  when ${id}_ms >= 0 then 'v'
  when status = 'dismissed' then 'd'
  when status in ('new', 'triage') then 't'
  when ${LATER[id] ?? 'null'} is not null then 's'
  else 'n' end`;

/** The rule of `toBucket`: the power of two, and the first seven bits. */
const toBucket = (ms: string) => {
  const power = `greatest(length(ltrim((${ms})::bit(64)::text, '0')) - 7, 0)`;
  return `(${power}) * 64 + (${ms} >> (${power}))`;
};

const toDue = ({ owed }: (typeof CLOCKS)[keyof typeof CLOCKS]) =>
  `case when status in ('dismissed', 'merged') then null else detected_ms + case severity ${Object.entries(
    owed,
  )
    .map(
      ([severity, duration]) =>
        `when '${severity}' then (extract(epoch from interval '${duration}') * 1000)::bigint`,
    )
    .join(' ')} end end`;

const CLASSES = [
  'abusive-content',
  'malicious-code',
  'information-gathering',
  'intrusion-attempts',
  'intrusions',
  'availability',
  'information-content-security',
  'fraud',
  'vulnerable',
  'other',
  'test',
];

const clockNames = Object.keys(CLOCKS) as Array<keyof typeof CLOCKS>;

/** Fills `incident_analysis_items` from the record. */
export const ANALYSIS_ITEMS = () => `
  with timed as (
    select incidents.*, ${millis('detected_at')} as detected_ms,
      ${IDS.map(id => {
        const [from, to] = DURATIONS[id];
        return `${millis(to)} - ${millis(from)} as ${id}_ms`;
      }).join(', ')},
      coalesce(hits, 0) as hits,
      case when status in ('resolved', 'closed') and impact like '{%' then (impact::json->>'serviceMinutes')::bigint end
        as service_minutes
    from incidents
    left join (select incident_seq, count(*) as hits from affected_entities group by incident_seq) as hit
      on hit.incident_seq = incidents.seq
  ), clocked as (
    select *, ${clockNames
      .map(
        name =>
          `${toDue(CLOCKS[name])} as ${name}_due, ${millis(
            CLOCKS[name].stop,
          )} as ${name}_stop`,
      )
      .join(', ')}
    from timed
  )
  insert into incident_analysis_items (
    seq, detected_ms, visibility, population, class_code, severity_code, source_code, hits, facts, clocks,
    ${IDS.flatMap(id => [`${id}_ms`, `${id}_bucket`]).join(', ')},
    service_minutes, records_exposed, people_affected, ${clockNames
      .map(name => `${name}_due_ms`)
      .join(', ')}, rules
  )
  select seq, detected_ms, visibility, mode,
    array_position(array[${CLASSES.map(name => `'${name}'`).join(
      ', ',
    )}], class::text), severity_rank, 1, hits,
    ${IDS.map(toFact).join(' || ')} || '-n' || case
      when status not in ('resolved', 'closed') then '---'
      else case when service_minutes > 0 then 's' when service_minutes = 0 then 'n' else 'u' end || 'nn' end,
    ${clockNames
      .map(
        name =>
          `case when ${name}_due is null then '-' when ${name}_stop is null then 'r' when ${name}_stop <= ${name}_due then 'm' else 'b' end`,
      )
      .join(' || ')},
    ${IDS.flatMap(id => [`${id}_ms`, toBucket(`${id}_ms`)]).join(', ')},
    service_minutes, case when status in ('resolved', 'closed') then 0 end,
    case when status in ('resolved', 'closed') then 0 end,
    ${clockNames
      .map(name => `case when ${name}_stop is null then ${name}_due end`)
      .join(', ')}, ${DEFAULT_ANALYSIS_RULES}
  from clocked order by seq`;

/** Says that all months have to be counted. */
export const ANALYSIS_CHANGES = () => `
  insert into analysis_changes (month)
  select distinct replace(substr(detected_at, 1, 7), '-', '')::int from incidents`;
