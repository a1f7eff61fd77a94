import { useApi } from '@backstage/core-plugin-api';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type {
  ChangeActionRequest,
  ImprovementAction,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useReviewMutation } from '../../queries';
import { useTranslation } from '../../translation';
import { problemOf } from '../IncidentPage/fields';
import { ActionDialog } from './ActionDialog';
import { CheckDialog, ReasonDialog } from './CheckDialog';
import styles from './reviews.module.css';

type Asked = 'edit' | 'check' | 'drop' | 'note';

/** Everything that can be done about an action. */
export function ActionMenu(props: {
  action: ImprovementAction;
  incidentKey: string;
  pageKey: string;
}) {
  const { action, incidentKey, pageKey } = props;
  const { t } = useTranslation();
  const api = useApi(reviewsApiRef);
  const { mutate, isPending, error } = useReviewMutation(pageKey);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const change = (request: ChangeActionRequest) =>
    mutate(
      () =>
        api.changeAction(incidentKey, action.id, request, {
          ifMatch: action.version,
        }),
      { onSuccess: close },
    );
  const { state } = action;
  const dialog = { incidentKey, pageKey, action, onClose: close };
  return (
    <>
      <MenuTrigger>
        <ButtonIcon
          variant="tertiary"
          aria-label={t('reviews.action.menu', { title: action.title })}
          icon={<RiMore2Line aria-hidden />}
          isPending={isPending}
        />
        <Menu>
          {state === 'open' && (
            <MenuItem onAction={() => change({ state: 'done' })}>
              {t('reviews.action.markDone')}
            </MenuItem>
          )}
          {state === 'done' && (
            <MenuItem onAction={() => setAsked('check')}>
              {t('reviews.check.open')}
            </MenuItem>
          )}
          {state !== 'dropped' && (
            <>
              <MenuItem onAction={() => setAsked('edit')}>
                {t('reviews.action.edit')}
              </MenuItem>
              <MenuItem onAction={() => setAsked('note')}>
                {t('reviews.action.note')}
              </MenuItem>
            </>
          )}
          {state !== 'open' && (
            <MenuItem onAction={() => change({ state: 'open' })}>
              {t('reviews.action.reopen')}
            </MenuItem>
          )}
          {(state === 'open' || state === 'done') && (
            <MenuItem color="danger" onAction={() => setAsked('drop')}>
              {t('reviews.action.drop')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {!asked && error && (
        <span className={styles.warn} role="alert">
          {problemOf(error).message}
        </span>
      )}
      {asked === 'edit' && <ActionDialog {...dialog} />}
      {asked === 'check' && <CheckDialog {...dialog} />}
      {asked === 'drop' && (
        <ReasonDialog
          title={t('reviews.action.dropTitle', { title: action.title })}
          label={t('reviews.reason')}
          sendLabel={t('reviews.action.drop')}
          sending={isPending}
          error={error}
          onSend={reason => change({ state: 'dropped', reason })}
          onClose={close}
        />
      )}
      {asked === 'note' && (
        <ReasonDialog
          title={t('reviews.action.noteTitle', { title: action.title })}
          label={t('reviews.action.noteLabel')}
          sendLabel={t('common.save')}
          sending={isPending}
          error={error}
          onSend={note => change({ note })}
          onClose={close}
        />
      )}
    </>
  );
}
