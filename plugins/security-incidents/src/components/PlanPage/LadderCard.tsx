import {
  type ResponsePlanSpec,
  SEVERITIES,
  type Severity,
  SEVERITY_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { SeverityMark } from '../common';
import {
  durationText,
  inOrderOfTime,
  rungTime,
  rungTitle,
  severitiesText,
} from './planText';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';
import { Section } from './Section';

const CLOCKS = [
  ['acknowledge', 'Acknowledge'],
  ['contain', 'Contain'],
  ['resolve', 'Resolve'],
  ['updateEvery', 'Update every'],
] as const;

/** The two severities that a ladder is about; the others climb it more slowly. */
const LADDER_SEVERITIES: Severity[] = ['critical', 'high'];

function SeverityHeading({ severity }: { severity: Severity }) {
  return (
    <span className={styles.pair}>
      <SeverityMark severity={severity} decorative />
      {SEVERITY_LABELS[severity]}
    </span>
  );
}

function Ladder({ spec }: { spec: ResponsePlanSpec }) {
  const clocks = spec.sla ?? {};
  return (
    <table className={styles.ladder}>
      <thead>
        <tr>
          {LADDER_SEVERITIES.map(severity => (
            <th key={severity} scope="col">
              <SeverityHeading severity={severity} />
            </th>
          ))}
          <th scope="col">What has happened</th>
        </tr>
      </thead>
      <tbody>
        {inOrderOfTime(spec.escalation ?? [], clocks).map((rung, at) => (
          <tr key={at}>
            {LADDER_SEVERITIES.map(severity => {
              const time = rungTime(rung, severity, clocks);
              return <td key={severity}>{time ? durationText(time) : '–'}</td>;
            })}
            <td className={styles.rung}>
              <strong>{rungTitle(rung)}</strong>
              <div className={styles.quiet}>
                Tells <Principals targets={rung.notify} spec={spec} />
                {rung.raiseTo && '; proposes a major incident'}
                {rung.severities && `; ${severitiesText(rung.severities)} only`}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ClocksTable({ spec }: { spec: ResponsePlanSpec }) {
  const shown = [...SEVERITIES].reverse().filter(name => spec.sla?.[name]);
  return (
    <table className={styles.clocks}>
      <thead>
        <tr>
          <th scope="col">Severity</th>
          {CLOCKS.map(([name, label]) => (
            <th key={name} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(severity => (
          <tr key={severity}>
            <th scope="row">
              <SeverityHeading severity={severity} />
            </th>
            {CLOCKS.map(([name]) => {
              const limit = spec.sla?.[severity]?.[name];
              return <td key={name}>{limit ? durationText(limit) : '–'}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who is told when time runs out, the clocks behind it, and who is kept informed all along. */
export function LadderCard({ spec }: { spec: ResponsePlanSpec }) {
  const { escalation = [], communications = [] } = spec;
  return (
    <Section title="Escalation ladder">
      {escalation.length > 0 ? (
        <Ladder spec={spec} />
      ) : (
        <p className={styles.quiet}>
          This plan has none of its own: the owner is told, then the group
          above.
        </p>
      )}
      <h3 className={styles.subtitle}>Clocks</h3>
      {spec.sla ? (
        <ClocksTable spec={spec} />
      ) : (
        <p className={styles.quiet}>
          This plan has none of its own: those of the organisation apply.
        </p>
      )}
      {communications.length > 0 && (
        <>
          <h3 className={styles.subtitle}>Kept informed</h3>
          <ul className={styles.list}>
            {communications.map((message, at) => (
              <li key={at} className={styles.item}>
                <div className={styles.between}>
                  <span>
                    {message.audience.charAt(0).toLocaleUpperCase('en')}
                    {message.audience.slice(1)}
                  </span>
                  <span>
                    {message.every
                      ? `every ${durationText(message.every)}`
                      : 'as needed'}
                  </span>
                </div>
                <div className={styles.quiet}>
                  {message.severities
                    ? `${severitiesText(message.severities)} only`
                    : 'every severity'}
                  {message.role && (
                    <>
                      , by the{' '}
                      <Principals
                        targets={[{ role: message.role }]}
                        spec={spec}
                      />
                    </>
                  )}
                  {message.approval && (
                    <>
                      , approved by{' '}
                      <Principals
                        targets={[{ ref: message.approval }]}
                        spec={spec}
                      />
                    </>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
