import { useApi } from '@backstage/core-plugin-api';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import {
  ACTION_TYPES,
  type ActionType,
  type ImprovementAction,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useReviewMutation } from '../../queries';
import { fromTimeInput, toTimeInput } from '../../time';
import { useTranslation } from '../../translation';
import { EntityCombobox, type NamedEntity, useEntityName } from '../common';
import {
  DateTimeField,
  problemOf,
  Sheet,
  useIdempotencyKey,
} from '../IncidentPage/fields';
import styles from './reviews.module.css';
import { toKey } from '../../translation/toKey';

const PEOPLE_KINDS = ['User', 'Group'];
const NOBODY = 'user:default/unknown';

/** What the dialogs need to know of an action and its incident. */
export interface ActionProps {
  incidentKey: string;
  /** The key that queries of the incident start with. */
  pageKey: string;
  onClose(): void;
}

/** The person or group behind a ref, with its name. */
function useNamed(ref: string | undefined): NamedEntity | undefined {
  // The hook needs a ref in any case.
  const title = useEntityName(ref ?? NOBODY);
  return ref === undefined ? undefined : { entityRef: ref, title };
}

/** Adds an action, or changes one. Moving its date asks for a reason. */
export function ActionDialog(
  props: ActionProps & { action?: ImprovementAction },
) {
  const { incidentKey, pageKey, action, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(reviewsApiRef);
  const { mutate, isPending, error } = useReviewMutation(pageKey);
  const { keyFor } = useIdempotencyKey();
  const knownOwner = useNamed(action?.ownerRef);
  const knownChecker = useNamed(action?.check.checkerRef);
  const [title, setTitle] = useState(action?.title ?? '');
  const [type, setType] = useState<ActionType>(action?.type ?? 'fix');
  const [owner, setOwner] = useState(knownOwner);
  const [due, setDue] = useState(toTimeInput(action?.dueAt));
  const [worksIf, setWorksIf] = useState(action?.check.worksIf ?? '');
  const [checkBy, setCheckBy] = useState(toTimeInput(action?.check.by));
  const [checker, setChecker] = useState(knownChecker);
  const [link, setLink] = useState(action?.link ?? '');
  const [reason, setReason] = useState('');
  const dueAt = due ? fromTimeInput(due) : undefined;
  const isMoved =
    action?.dueAt !== undefined && due !== toTimeInput(action.dueAt);
  const isOwnChecker =
    checker !== undefined && checker.entityRef === owner?.entityRef;
  const send = () => {
    const check = {
      ...(worksIf.trim() && { worksIf: worksIf.trim() }),
      ...(checkBy && { by: fromTimeInput(checkBy) }),
      ...(checker && { checkerRef: checker.entityRef }),
    };
    const common = {
      title: title.trim(),
      type,
      ...(owner && { ownerRef: owner.entityRef }),
      // The field shows minutes; a date that was not touched stays as it is.
      ...(dueAt && (isMoved || !action?.dueAt) && { dueAt }),
      ...(Object.keys(check).length > 0 && { check }),
      ...(link.trim() && { link: link.trim() }),
    };
    mutate(
      () =>
        action
          ? api.changeAction(
              incidentKey,
              action.id,
              { ...common, ...(isMoved && { reason: reason.trim() }) },
              { ifMatch: action.version },
            )
          : api.addAction(incidentKey, common, {
              idempotencyKey: keyFor(common),
            }),
      { onSuccess: onClose },
    );
  };
  return (
    <Sheet
      title={t(action ? 'reviews.action.edit' : 'reviews.action.add')}
      sendLabel={t(action ? 'common.save' : 'reviews.action.add')}
      canSend={
        Boolean(title.trim()) &&
        !isOwnChecker &&
        (!isMoved || Boolean(reason.trim()))
      }
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={t('reviews.action.title')}
        value={title}
        onChange={setTitle}
        isRequired
        maxLength={300}
      />
      <div className={styles.pair}>
        <Select
          label={t('reviews.action.type')}
          options={ACTION_TYPES.map(id => ({
            id,
            label: t(`reviews.actionType.${toKey(id)}`),
          }))}
          selectedKey={type}
          onSelectionChange={key =>
            setType(ACTION_TYPES.find(id => id === key) ?? type)
          }
        />
        <EntityCombobox
          label={t('reviews.action.owner')}
          kinds={PEOPLE_KINDS}
          value={owner}
          onChange={setOwner}
        />
        <DateTimeField
          label={t('reviews.action.due')}
          value={due}
          onChange={setDue}
        />
      </div>
      {isMoved && (
        <TextField
          label={t('reviews.action.moveReason')}
          value={reason}
          onChange={setReason}
          isRequired
        />
      )}
      <TextAreaField
        label={t('reviews.action.worksIf')}
        description={t('reviews.action.worksIfHint')}
        value={worksIf}
        onChange={setWorksIf}
        rows={2}
      />
      <div className={styles.pair}>
        <DateTimeField
          label={t('reviews.action.checkBy')}
          value={checkBy}
          onChange={setCheckBy}
        />
        <EntityCombobox
          label={t('reviews.action.checker')}
          description={
            isOwnChecker ? t('reviews.action.otherChecker') : undefined
          }
          kinds={PEOPLE_KINDS}
          value={checker}
          onChange={setChecker}
        />
      </div>
      <TextField
        label={t('reviews.action.link')}
        value={link}
        onChange={setLink}
      />
    </Sheet>
  );
}
