import { Card, CardBody, CardHeader, VisuallyHidden } from '@backstage/ui';
import type { SourceHour } from 'backstage-plugin-security-incidents-common';
import { dayOf } from '../../time';
import { useTranslation, toMidSentence } from '../../translation';
import styles from './SourcesPage.module.css';

const KINDS = ['accepted', 'duplicate', 'rejected'] as const;

/** Deliveries of each day, stacked by what became of them, and the same numbers as a table. */
export function DayBars({ days }: { days: readonly SourceHour[] }) {
  const { t } = useTranslation();
  const totalOf = (day: SourceHour) =>
    day.accepted + day.duplicate + day.rejected;
  const most = Math.max(1, ...days.map(totalOf));
  return (
    <Card>
      <CardHeader>
        <div className={styles.between}>
          <h3 className={styles.cardTitle}>{t('sourcePage.days.title')}</h3>
          <p className={styles.legend}>
            {KINDS.map(kind => (
              <span key={kind} data-kind={kind}>
                {`${days.reduce(
                  (sum, day) => sum + day[kind],
                  0,
                )} ${toMidSentence(t(`sources.sum.${kind}`))}`}
              </span>
            ))}
          </p>
        </div>
      </CardHeader>
      <CardBody>
        <ul className={styles.days} aria-hidden="true">
          {days.map(day => (
            <li key={day.at}>
              <span className={styles.dayTotal}>{totalOf(day)}</span>
              <span
                className={styles.dayBar}
                style={{ height: `${(96 * totalOf(day)) / most}px` }}
              >
                {[...KINDS].reverse().map(kind => (
                  <span
                    key={kind}
                    data-kind={kind}
                    style={{ flexGrow: day[kind] }}
                  />
                ))}
              </span>
              <span className={styles.quiet}>
                {dayOf(day.at).replace(/ \d{4}$/, '')}
              </span>
            </li>
          ))}
        </ul>
        <VisuallyHidden>
          <table>
            <caption>{t('sourcePage.days.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('sourcePage.days.day')}</th>
                {KINDS.map(kind => (
                  <th key={kind} scope="col">
                    {t(`sources.sum.${kind}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map(day => (
                <tr key={day.at}>
                  <th scope="row">{dayOf(day.at)}</th>
                  {KINDS.map(kind => (
                    <td key={kind}>{day[kind]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </VisuallyHidden>
      </CardBody>
    </Card>
  );
}
