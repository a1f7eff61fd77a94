import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  RiAddLine,
  RiAlarmWarningLine,
  RiCheckDoubleLine,
} from '@remixicon/react';
import type { ImprovementAction } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName, PanelEmpty } from '../common';
import { PersonMark } from '../IncidentPage/people/PersonMark';
import { ActionDialog } from './ActionDialog';
import { ActionMenu } from './ActionMenu';
import styles from './reviews.module.css';
import type { ReviewProps } from './TextReviewField';
import { toKey } from '../../translation/toKey';

/** Where an action is, in one line. */
export function ActionState({ action }: { action: ImprovementAction }) {
  const { t } = useTranslation();
  const { group, state, dueAt, check } = action;
  const at = state === 'done' ? check.by : dueAt;
  if (state === 'proven') {
    return (
      <span className={styles.works}>
        <RiCheckDoubleLine size={14} aria-hidden />
        {t('reviews.group.works')}
      </span>
    );
  }
  const isOver = group === 'overdue' || group === 'check-overdue';
  return (
    <span className={isOver ? styles.over : undefined}>
      {isOver && <RiAlarmWarningLine size={14} aria-hidden />}
      {state === 'dropped' && t('reviews.group.droppedOne')}
      {state !== 'dropped' && (at ? dayOf(at) : t('reviews.action.noDate'))}
      {state === 'done' && (
        <span className={styles.below}>{t('reviews.action.toCheck')}</span>
      )}
    </span>
  );
}

function WorksIf({ action }: { action: ImprovementAction }) {
  const { t } = useTranslation();
  const { worksIf, by, checkerRef, text, checkedBy } = action.check;
  return (
    <>
      {worksIf && <span>{worksIf}</span>}
      {text && checkedBy && (
        <span className={styles.below}>
          {t('reviews.action.found', {
            text,
            person: <EntityName entityRef={checkedBy} />,
          })}
        </span>
      )}
      {!text && by && (
        <span className={styles.below}>
          {checkerRef
            ? t('reviews.action.checkByWhom', {
                day: dayOf(by),
                person: <EntityName entityRef={checkerRef} />,
              })
            : t('reviews.action.checkByDay', { day: dayOf(by) })}
        </span>
      )}
    </>
  );
}

/** What is changed because of the incident. */
export function ActionsCard(props: Omit<ReviewProps, 'canWrite'>) {
  const { review, pageKey, me } = props;
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const { actions, rights, incidentKey } = review;
  return (
    <Card>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{t('reviews.actions.title')}</h2>
          <span className={styles.quiet}>
            {t('reviews.actions.count', { count: actions.length })}
          </span>
          {rights.update && (
            <Button
              className={styles.end}
              variant="secondary"
              size="small"
              iconStart={<RiAddLine aria-hidden />}
              onPress={() => setAdding(true)}
            >
              {t('reviews.action.add')}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {actions.length === 0 ? (
          <PanelEmpty
            title={t('reviews.actions.none')}
            hint={t('reviews.actions.noneHint')}
          />
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('reviews.action.title')}</th>
                <th scope="col">{t('reviews.action.owner')}</th>
                <th scope="col">{t('reviews.action.due')}</th>
                <th scope="col">{t('reviews.action.worksIf')}</th>
                <th scope="col">
                  <span className={styles.hidden}>
                    {t('reviews.action.more')}
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              {actions.map(action => (
                <tr key={action.id} id={`action-${action.id}`}>
                  <td>
                    <b>
                      {action.link ? (
                        <a
                          href={action.link}
                          className={styles.link}
                          target="_blank"
                          rel="noopener noreferrer"
                        >
                          {action.title}
                        </a>
                      ) : (
                        action.title
                      )}
                    </b>
                    <span className={styles.below}>
                      {t(`reviews.actionType.${toKey(action.type)}`)}
                    </span>
                    {action.droppedReason && (
                      <span className={styles.below}>
                        {action.droppedReason}
                      </span>
                    )}
                  </td>
                  <td data-label={t('reviews.action.owner')}>
                    {action.ownerRef ? (
                      <span className={styles.person}>
                        <PersonMark
                          principalRef={action.ownerRef}
                          isMe={action.ownerRef === me}
                        />
                        <EntityName entityRef={action.ownerRef} />
                      </span>
                    ) : (
                      <span className={styles.warn}>
                        {t('reviews.action.nobody')}
                      </span>
                    )}
                  </td>
                  <td data-label={t('reviews.action.due')}>
                    <ActionState action={action} />
                  </td>
                  <td data-label={t('reviews.action.worksIf')}>
                    <WorksIf action={action} />
                  </td>
                  <td>
                    {rights.update && (
                      <ActionMenu
                        action={action}
                        incidentKey={incidentKey}
                        pageKey={pageKey}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </CardBody>
      {isAdding && (
        <ActionDialog
          incidentKey={incidentKey}
          pageKey={pageKey}
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  );
}
