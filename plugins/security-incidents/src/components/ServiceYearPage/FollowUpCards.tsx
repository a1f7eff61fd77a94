import { Card, CardBody, CardHeader } from '@backstage/ui';
import { RiAlarmWarningLine, RiCheckDoubleLine } from '@remixicon/react';
import type { ServiceYear } from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { improvementActionsRouteRef, incidentViewRouteRef } from '../../routes';
import { dayOf, formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, EntityName } from '../common';
import styles from '../reports/reports.module.css';
import page from './ServiceYearPage.module.css';

/** Who led, and who recorded steps. */
export function PeopleCard({ year }: { year: ServiceYear }) {
  const { t } = useTranslation();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>
            {t('reportServices.year.people.title')}
          </h2>
          <span className={styles.quiet}>
            {t('reportServices.year.people.note', { count: year.steps })}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        {year.people.length === 0 ? (
          <p className={styles.quiet}>{t('reportServices.year.people.none')}</p>
        ) : (
          <table className={page.people}>
            <caption className={styles.hidden}>
              {t('reportServices.year.people.title')}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('reportServices.year.people.person')}</th>
                {(['led', 'steps', 'incidents'] as const).map(name => (
                  <th key={name} scope="col" className={page.right}>
                    {t(`reportServices.year.people.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {year.people.map(({ principalRef, led, steps, incidents }) => (
                <tr key={principalRef}>
                  <th scope="row">
                    <EntityName entityRef={principalRef} />
                  </th>
                  <td className={page.right}>{led}</td>
                  <td className={page.right}>{steps}</td>
                  <td className={page.right}>{incidents}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardBody>
    </Card>
  );
}

function ActionState({ action }: { action: ServiceYear['actions'][number] }) {
  const { t } = useTranslation();
  const now = useNow();
  const { state, dueAt } = action;
  if (state === 'overdue') {
    return (
      <span className={classNames(styles.inline, styles.bad)}>
        <RiAlarmWarningLine size={16} aria-hidden />
        <strong>
          {t('reportServices.year.ledTo.over', {
            time: dueAt ? formatDuration(now - Date.parse(dueAt)) : '',
          })}
        </strong>
      </span>
    );
  }
  return (
    <span
      className={classNames(styles.inline, state === 'proven' && styles.good)}
    >
      {state === 'proven' && <RiCheckDoubleLine size={16} aria-hidden />}
      {t(`reportServices.year.ledTo.state.${state}`)}
      {state === 'open' &&
        dueAt &&
        `, ${t('reportServices.year.ledTo.due', { day: dayOf(dueAt) })}`}
    </span>
  );
}

/** The improvement actions, reviews and obligations of the incidents. */
export function LedToCard({ year }: { year: ServiceYear }) {
  const { t } = useTranslation();
  const actions = useRouteRef(improvementActionsRouteRef)();
  const view = useRouteRef(incidentViewRouteRef);
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.title}>
            {t('reportServices.year.ledTo.title')}
          </h2>
          {year.actions.length > 0 && (
            <AppLink to={actions} className={styles.hit}>
              {t('reportServices.year.ledTo.all', {
                count: year.actions.length,
              })}
            </AppLink>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {year.actions.length === 0 && (
          <p className={styles.quiet}>{t('reportServices.year.ledTo.none')}</p>
        )}
        <ul className={styles.list}>
          {year.actions.map(action => (
            <li key={action.id} className={page.action}>
              <span className={styles.lines}>
                <AppLink
                  to={view({ key: action.incidentKey, view: 'review' })}
                  className={classNames(styles.hit, styles.bold)}
                >
                  {action.title}
                </AppLink>
                <span className={styles.quiet}>
                  {t('reportServices.year.ledTo.from')} {action.incidentKey}
                  {action.ownerRef && (
                    <>
                      . <EntityName entityRef={action.ownerRef} />
                    </>
                  )}
                </span>
              </span>
              <ActionState action={action} />
            </li>
          ))}
        </ul>
        <dl className={page.facts}>
          <dt>{t('reportServices.year.ledTo.reviews')}</dt>
          <dd>
            {t('reportServices.year.ledTo.reviewsValue', { ...year.reviews })}
          </dd>
          <dt>{t('reportServices.year.ledTo.obligations')}</dt>
          <dd>
            {t('reportServices.year.ledTo.obligationsValue', {
              ...year.obligations,
            })}
          </dd>
        </dl>
      </CardBody>
    </Card>
  );
}
