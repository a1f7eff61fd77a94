import {
  PLAN_LINT_CODES,
  type PlanFinding,
} from 'backstage-plugin-security-incidents-common';
import { capitalize, useTranslation } from '../../translation';
import { StateMark } from '../common';
import styles from './PlanPage.module.css';
import { Section } from './Section';

/** What the checks of the file found, and where. */
export function ChecksCard(props: { findings: PlanFinding[] }) {
  const { findings } = props;
  const { t } = useTranslation();
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  const failed = new Set(findings.map(({ code }) => code));
  const passed = PLAN_LINT_CODES.filter(code => !failed.has(code)).length;
  // A file that does not parse was not checked as a whole.
  const wasChecked = findings.every(({ code }) =>
    PLAN_LINT_CODES.includes(code),
  );
  const counts = [
    errors > 0 && t('planPage.checks.errors', { count: errors }),
    warnings > 0 && t('planPage.checks.warnings', { count: warnings }),
    wasChecked && t('planPage.checks.passed', { count: passed }),
  ].filter(Boolean);
  return (
    <Section title={t('planPage.checks.title')} aside={counts.join(', ')}>
      <ul className={styles.list}>
        {findings.map(({ level, path, message }) => (
          <li key={`${path} ${message}`} className={styles.finding}>
            <StateMark state={level === 'error' ? 'failed' : 'late'} />
            <div>
              {capitalize(message)}
              <div>
                <code className={styles.code}>{path}</code>
              </div>
            </div>
          </li>
        ))}
        {findings.length === 0 && (
          <li className={styles.finding}>
            <StateMark state="good" />
            {t('planPage.checks.none')}
          </li>
        )}
      </ul>
    </Section>
  );
}
