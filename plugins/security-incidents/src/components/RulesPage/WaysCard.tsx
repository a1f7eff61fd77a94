import { Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type DetectionRules,
  MAPPING_WAYS,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { classNames } from '../common';
import { Patterns } from './Patterns';
import styles from './RulesPage.module.css';

const ORDER = [...MAPPING_WAYS, 'none'] as const;

/** How detections found their service, in the order in which the ways are tried. */
export function WaysCard(props: {
  rules: DetectionRules;
  /** The way that the tester hit. */
  hit?: string;
}) {
  const { ways, patterns, mayChange } = props.rules;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const countOf = (way: (typeof ORDER)[number]) =>
    ways.find(each => each.way === way)?.count ?? 0;
  const most = Math.max(1, ...ways.map(({ count }) => count));
  return (
    <Card aria-label={t('rules.ways.title')}>
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>
            {`1. ${t('rules.ways.title')}`}{' '}
            <span className={styles.quiet}>{t('rules.ways.hint')}</span>
          </h2>
          <span className={styles.quiet}>{t('rules.ways.period')}</span>
        </div>
      </CardHeader>
      <CardBody>
        <ol className={styles.rows}>
          {ORDER.map((way, index) => (
            <li
              key={way}
              className={classNames(
                styles.way,
                props.hit === way && styles.hit,
              )}
            >
              <span className={styles.quiet}>
                {index < MAPPING_WAYS.length - 1 ? index + 1 : ''}
              </span>
              <div className={styles.stack}>
                <b>{t(`detection.way.${way}`)}</b>
                <span className={styles.quiet}>
                  {way === 'pattern'
                    ? t('rules.ways.text.pattern', { count: patterns.length })
                    : t(`rules.ways.text.${way}`)}
                </span>
                {way === 'pattern' && (patterns.length > 0 || mayChange) && (
                  <button
                    type="button"
                    className={styles.link}
                    aria-expanded={isOpen}
                    onClick={() => setOpen(!isOpen)}
                  >
                    {t('rules.ways.showPatterns')}
                  </button>
                )}
                {way === 'pattern' && isOpen && (
                  <Patterns patterns={patterns} mayChange={mayChange} />
                )}
              </div>
              <span className={styles.share} aria-hidden="true">
                <span style={{ width: `${(100 * countOf(way)) / most}%` }} />
              </span>
              <span className={styles.number}>{countOf(way)}</span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
