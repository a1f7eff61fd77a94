import { Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useTranslation } from '../../../translation';
import { EntityCombobox, useEntityName } from '../../common';
import page from '../IncidentPage.module.css';
import styles from './escalation.module.css';
import { useEscalations } from './Escalations';
import { getNotifiedRefs, toNotNotifiedLines } from './escalationText';
import { Names } from './Names';

/** Who is notified unless somebody chooses. */
export function DefaultRecipients(props: { onChoose(refs: string[]): void }) {
  const { escalations } = useEscalations();
  const { t } = useTranslation();
  const to = escalations?.next?.to ?? [];
  const refs = getNotifiedRefs(to);
  return (
    <>
      <p className={page.flush}>
        {refs.length > 0
          ? t('incidentPage.escalation.dialog.byDefault', {
              names: <Names refs={refs} />,
            })
          : t('incidentPage.escalation.dialog.byDefaultUnknown')}
      </p>
      {refs.length > 0 &&
        toNotNotifiedLines(t, to).map((line, index) => (
          // The recipients of an escalation never change.
          <p key={index} className={`${page.quiet} ${page.flush}`}>
            {line}
          </p>
        ))}
      <div className={page.note}>
        <Button
          size="small"
          variant="secondary"
          onPress={() => props.onChoose(refs)}
        >
          {t('incidentPage.escalation.dialog.choose')}
        </Button>
      </div>
    </>
  );
}

function Recipient(props: { entityRef: string; onRemove(): void }) {
  const { t } = useTranslation();
  const name = useEntityName(props.entityRef);
  return (
    <Button
      size="small"
      variant="secondary"
      iconEnd={<RiCloseLine aria-hidden />}
      aria-label={t('incidentPage.escalation.dialog.remove', { name })}
      onPress={props.onRemove}
    >
      {name}
    </Button>
  );
}

/** The people and groups that somebody chose; undefined goes back to the default. */
export function ChosenRecipients(props: {
  refs: string[];
  onChange(refs: string[] | undefined): void;
}) {
  const { refs, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.choosing}>
      <ul
        className={styles.chosen}
        aria-label={t('incidentPage.escalation.dialog.chosen')}
      >
        {refs.map(ref => (
          <li key={ref}>
            <Recipient
              entityRef={ref}
              onRemove={() => onChange(refs.filter(other => other !== ref))}
            />
          </li>
        ))}
      </ul>
      {/* A new field for each one: what was chosen stands in the list above it. */}
      <EntityCombobox
        key={refs.join()}
        label={t('incidentPage.escalation.dialog.person')}
        kinds={['Group', 'User']}
        onChange={chosen => {
          if (chosen) onChange([...new Set([...refs, chosen.entityRef])]);
        }}
      />
      <button
        type="button"
        className={`${page.linkButton} ${page.quiet}`}
        onClick={() => onChange(undefined)}
      >
        {t('incidentPage.escalation.dialog.useDefault')}
      </button>
    </div>
  );
}
