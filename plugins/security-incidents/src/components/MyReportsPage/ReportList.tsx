import { RiCheckLine, RiQuestionLine } from '@remixicon/react';
import type {
  MyReport,
  ReportState,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { myReportRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, Time } from '../common';
import styles from './MyReportsPage.module.css';
import { STATE_TEXTS } from './stateTexts';

const OVER: readonly ReportState[] = ['finished', 'joined', 'nothing-to-do'];

/** The reports of the reader, newest first. */
export function ReportList(props: {
  reports: readonly MyReport[];
  /** Key of the report that is shown. */
  chosen?: string;
}) {
  const { t } = useTranslation();
  const reportLink = useRouteRef(myReportRouteRef);
  return (
    <ul className={styles.rows}>
      {props.reports.map(
        ({ id, key, title, reportedAt, state, hasQuestion }) => {
          const isChosen = props.chosen === key || props.chosen === id;
          return (
            <li
              key={id}
              className={classNames(styles.row, isChosen && styles.chosen)}
            >
              <AppLink
                to={reportLink({ key })}
                className={styles.rowLink}
                aria-current={isChosen ? 'page' : undefined}
              >
                <span className={styles.between}>
                  <span
                    className={classNames(
                      styles.badge,
                      hasQuestion && styles.asked,
                      OVER.includes(state) && styles.done,
                    )}
                  >
                    {hasQuestion && <RiQuestionLine size={14} aria-hidden />}
                    {OVER.includes(state) && (
                      <RiCheckLine size={14} aria-hidden />
                    )}
                    {hasQuestion
                      ? t('myReports.question')
                      : t(`myReports.state.${STATE_TEXTS[state]}`)}
                  </span>
                  <span className={styles.quiet}>
                    <Time at={reportedAt} />
                  </span>
                </span>
                <span className={styles.rowTitle}>
                  {title ??
                    t('myReports.erasedTitle', { day: dayOf(reportedAt) })}
                </span>
                {hasQuestion && (
                  <span className={styles.quiet}>
                    {t(`myReports.state.${STATE_TEXTS[state]}`)}
                  </span>
                )}
              </AppLink>
            </li>
          );
        },
      )}
    </ul>
  );
}
