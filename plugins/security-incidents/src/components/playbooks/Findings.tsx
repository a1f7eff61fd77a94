import type {
  CacaoFinding,
  CacaoFindingLevel,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { type MarkState, StateMark } from '../common';
import styles from './playbooks.module.css';

const LEVELS: Array<{ level: CacaoFindingLevel; state: MarkState }> = [
  { level: 'error', state: 'failed' },
  { level: 'dropped', state: 'failed' },
  { level: 'note', state: 'late' },
  { level: 'kept', state: 'good' },
];

/** What became of each part of a playbook. Parts that need attention come first. */
export function Findings({ findings }: { findings: CacaoFinding[] }) {
  const { t } = useTranslation();
  return (
    <>
      {LEVELS.map(({ level, state }) => {
        const found = findings.filter(finding => finding.level === level);
        if (found.length === 0) return null;
        return (
          <details
            key={level}
            className={styles.findings}
            open={level !== 'kept'}
          >
            <summary>
              <span className={styles.summary}>
                <StateMark state={state} decorative />
                <strong>
                  {t('playbooks.findings.count', {
                    level: t(`playbooks.findings.${level}`),
                    count: found.length,
                  })}
                </strong>
              </span>
            </summary>
            <p className={`${styles.text} ${styles.quiet}`}>
              {t(`playbooks.findings.${level}Hint`)}
            </p>
            <ul className={styles.list}>
              {found.map(({ path, message }, at) => (
                <li key={`${path} ${at}`}>
                  <span>{message}</span>
                  <code className={styles.path}>
                    {path || t('playbooks.findings.document')}
                  </code>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}
