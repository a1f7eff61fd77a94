import type {
  CacaoFinding,
  CacaoFindingLevel,
} from 'backstage-plugin-security-incidents-common';
import { type MarkState, StateMark } from '../common';
import styles from './playbooks.module.css';

const LEVELS: Array<{
  level: CacaoFindingLevel;
  state: MarkState;
  title: string;
  hint: string;
}> = [
  {
    level: 'error',
    state: 'failed',
    title: 'Wrong',
    hint: 'Put these right first.',
  },
  {
    level: 'dropped',
    state: 'failed',
    title: 'Dropped',
    hint: 'A plan has no place for these.',
  },
  {
    level: 'note',
    state: 'late',
    title: 'Turned into notes',
    hint: 'For people to read; commands stand as text and are never run.',
  },
  { level: 'kept', state: 'good', title: 'Kept', hint: 'Taken over as it is.' },
];

/** What became of each part of a playbook, what needs a look first. */
export function Findings({ findings }: { findings: CacaoFinding[] }) {
  return (
    <>
      {LEVELS.map(({ level, state, title, hint }) => {
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
                <strong>{`${title}, ${found.length}`}</strong>
              </span>
            </summary>
            <p className={`${styles.text} ${styles.quiet}`}>{hint}</p>
            <ul className={styles.list}>
              {found.map(({ path, message }, at) => (
                <li key={`${path} ${at}`}>
                  <span>{message}</span>
                  <code className={styles.path}>{path || 'document'}</code>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}
