import { Card, CardBody } from '@backstage/ui';
import type { DetectionRules } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import styles from './RulesPage.module.css';

const PARTS = [
  'inbox',
  'suggested',
  'attached',
  'created',
  'ignored',
  'suppressed',
  'unmapped',
] as const;

/** Where the new detections of 30 days went: one bar, with the same numbers as words below. */
export function FlowBar({ flow }: { flow: DetectionRules['flow'] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardBody className={styles.flow}>
        <p className={styles.flowTotal}>
          <span className={styles.quiet}>{t('rules.flow.title')}</span>
          <b>{flow.total}</b>
        </p>
        <div className={styles.stack}>
          <div className={styles.bar} aria-hidden="true">
            {PARTS.filter(part => flow[part] > 0).map(part => (
              <span
                key={part}
                data-part={part}
                style={{ flexGrow: flow[part] }}
              />
            ))}
          </div>
          <ul className={styles.legend}>
            {PARTS.filter(part => flow[part] > 0).map(part => (
              <li key={part} data-part={part}>
                {t(`rules.flow.${part}`, { count: flow[part] })}
              </li>
            ))}
          </ul>
        </div>
      </CardBody>
    </Card>
  );
}
