import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiCheckLine, RiMore2Line } from '@remixicon/react';
import type { PlanRunTask } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import styles from './plan.module.css';
import { asksForEvidence } from './tasks';
import type { useTaskRights } from './useTaskRights';

/** What the reader may do with a task, and how it is done. */
export interface TaskActions {
  may: ReturnType<typeof useTaskRights>;
  start(): void;
  /** Asks for a step that finishes the task. */
  finish(): void;
  /** Finishes the task without a step. */
  finishSilently(): void;
  skip(): void;
  reopen(): void;
  /** Asks for a step about the task, which stays open. */
  note(): void;
  takeOver(): void;
  assign(): void;
}

/** The actions beside a task that the reader should do next. */
export function TaskButtons(props: { actions: TaskActions; pending: boolean }) {
  const { actions, pending } = props;
  const { t } = useTranslation();
  const { may } = actions;
  if (!may.start && !may.finish && !may.skip) return null;
  return (
    <div className={styles.actions}>
      {may.start && (
        <Button variant="secondary" isPending={pending} onPress={actions.start}>
          {t('incidentPage.task.start')}
        </Button>
      )}
      {may.finish && (
        <Button
          variant="secondary"
          iconStart={<RiCheckLine aria-hidden />}
          isDisabled={pending}
          onPress={actions.finish}
        >
          {t('incidentPage.task.markDone')}
        </Button>
      )}
      {may.skip && (
        <Button variant="tertiary" isDisabled={pending} onPress={actions.skip}>
          {t('incidentPage.task.skip')}
        </Button>
      )}
    </div>
  );
}

/** Everything that the reader may do with a task. */
export function TaskMenu(props: { task: PlanRunTask; actions: TaskActions }) {
  const { task, actions } = props;
  const { t } = useTranslation();
  const { may } = actions;
  const items = [
    { may: may.start, label: t('incidentPage.task.start'), act: actions.start },
    {
      may: may.finish,
      label: t('incidentPage.task.markDone'),
      act: actions.finish,
    },
    {
      may: may.finish && !asksForEvidence(task),
      label: t('incidentPage.task.markDoneSilently'),
      act: actions.finishSilently,
    },
    { may: may.skip, label: t('incidentPage.task.skip'), act: actions.skip },
    {
      may: may.reopen,
      label: t('incidentPage.task.reopen'),
      act: actions.reopen,
    },
    { may: may.note, label: t('incidentPage.task.note'), act: actions.note },
    {
      may: may.takeOver,
      label: t('incidentPage.task.takeOver'),
      act: actions.takeOver,
    },
    {
      may: may.assign,
      label: t('incidentPage.task.assign'),
      act: actions.assign,
    },
  ].filter(item => item.may);
  if (items.length === 0) return null;
  return (
    <MenuTrigger>
      <ButtonIcon
        variant="tertiary"
        size="small"
        icon={<RiMore2Line aria-hidden />}
        aria-label={t('incidentPage.task.more', { task: task.title })}
      />
      <Menu onAction={key => items.find(({ label }) => label === key)?.act()}>
        {items.map(({ label }) => (
          <MenuItem key={label} id={label}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
