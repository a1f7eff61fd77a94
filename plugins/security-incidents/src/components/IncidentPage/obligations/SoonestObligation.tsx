import { useNow } from '../../../hooks';
import { AppLink, useRouteRef } from '../../../navigation';
import { incidentViewRouteRef } from '../../../routes';
import { formatDuration, utcTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { classNames } from '../../common';
import { getDueState } from '../../common/dueState';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';

/** The obligation that is due before everything else, with the time left. */
export function SoonestObligation() {
  const { incident } = useIncidentRecord();
  const { nextDue } = incident;
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  const now = useNow();
  if (nextDue?.kind !== 'obligation') return null;
  const left = Date.parse(nextDue.dueAt) - now;
  const time = formatDuration(Math.abs(left));
  return (
    <span className={page.pair}>
      <span className={page.quiet}>{t('obligation.view.soonest')}</span>
      <AppLink
        className={classNames(
          page.link,
          getDueState(nextDue, now) && page.late,
        )}
        to={`${link({ key: incident.key, view: 'obligations' })}#obligation-${
          nextDue.obligationId
        }`}
        title={utcTime(nextDue.dueAt)}
      >
        {nextDue.title}{' '}
        {left < 0
          ? t('incidentTable.due.over', { time })
          : t('incidentTable.due.in', { time })}
      </AppLink>
    </span>
  );
}
