import {
  PLAN_LINT_CODES,
  type PlanFinding,
} from 'backstage-plugin-security-incidents-common';
import styles from './PlanPage.module.css';
import { Section } from './Section';
import { StateMark } from '../common';

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** What is wrong with the plan, where, and what to do about it. */
export function ChecksCard(props: { findings: PlanFinding[] }) {
  const { findings } = props;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  const failed = new Set(findings.map(({ code }) => code));
  const passed = PLAN_LINT_CODES.filter(code => !failed.has(code)).length;
  return (
    <Section
      title="Checks"
      aside={[
        ...(errors ? [counted(errors, 'error')] : []),
        ...(warnings ? [counted(warnings, 'warning')] : []),
        // A plan that cannot be read has not been looked at as a whole.
        ...(findings.every(({ code }) => PLAN_LINT_CODES.includes(code))
          ? [`${passed} passed`]
          : []),
      ].join(', ')}
    >
      <ul className={styles.list}>
        {findings.map(({ level, path, message }) => (
          <li key={`${path} ${message}`} className={styles.finding}>
            <StateMark state={level === 'error' ? 'failed' : 'late'} />
            <div>
              {message.charAt(0).toLocaleUpperCase('en') + message.slice(1)}
              <div>
                <code className={styles.code}>{path}</code>
              </div>
            </div>
          </li>
        ))}
        {findings.length === 0 && (
          <li className={styles.finding}>
            <StateMark state="good" />
            Nothing to put right
          </li>
        )}
      </ul>
    </Section>
  );
}
