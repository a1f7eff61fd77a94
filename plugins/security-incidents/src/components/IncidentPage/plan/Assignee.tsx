import { RiUserForbidLine } from '@remixicon/react';
import type {
  PlanRun,
  PlanRunTask,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { EntityName, TextWithNames } from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { PersonMark } from '../people';
import styles from './plan.module.css';
import { isUnfinished } from './tasks';
import { toSaid } from '../../said';

/** Whose a task is and in what role, or why it is nobody's. */
export function Assignee(props: { task: PlanRunTask; run: PlanRun }) {
  const { task, run } = props;
  const { incident, me, principals } = useIncidentRecord();
  const { assigneeRef, assigneeGap } = task;
  const { t } = useTranslation();
  const role = run.roles.find(({ id }) => id === task.role)?.title;
  if (!assigneeRef) {
    // Nobody has to be named for what is over.
    if (!isUnfinished(task) || isFrozen(incident)) {
      return <div className={styles.who} />;
    }
    return (
      <div className={styles.who}>
        <RiUserForbidLine size={20} className={page.late} aria-hidden />
        <div>
          <div className={`${page.late} ${page.strong}`}>
            {t('incidentPage.task.nobody')}
          </div>
          <div className={page.quiet}>
            {assigneeGap ? (
              <TextWithNames text={toSaid(t, assigneeGap)} />
            ) : (
              role
            )}
          </div>
        </div>
      </div>
    );
  }
  const isMine = assigneeRef === me;
  const isOurs = !isMine && principals.includes(assigneeRef);
  return (
    <div className={styles.who}>
      <PersonMark principalRef={assigneeRef} isMe={isMine || isOurs} />
      <div>
        {isMine ? (
          t('incidentPage.task.you')
        ) : (
          <EntityName entityRef={assigneeRef} />
        )}
        <div className={page.quiet}>
          {[isOurs && t('incidentPage.task.youAreInIt'), role]
            .filter(Boolean)
            .join(', ')}
        </div>
      </div>
    </div>
  );
}
