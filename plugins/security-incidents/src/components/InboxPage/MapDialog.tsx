import { Checkbox, TextField } from '@backstage/ui';
import type { DetectionDetails } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { EntityCombobox, type NamedEntity, useEntityNames } from '../common';
import { useMayConfigure } from '../detections';
import { ChoiceField, Sheet } from '../IncidentPage/fields';
import type { Inbox } from './useInbox';
import { useMapping } from './useMapping';

const KINDS = ['component', 'api', 'resource'];

/** A regular expression for exactly this value. */
export function toPattern(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The label that says most about the service. */
const BEST_LABELS = ['service', 'app', 'repository', 'path', 'host'];

function getBestLabel(labels: Record<string, string>): string | undefined {
  const names = Object.keys(labels);
  return BEST_LABELS.find(name => names.includes(name)) ?? names[0];
}

/** Chooses the service of a detection; the pattern of a rule is shown before it is saved. */
export function MapDialog(props: {
  inbox: Inbox;
  details: DetectionDetails;
  asRule?: boolean;
  onClose(): void;
}) {
  const { inbox, details, onClose } = props;
  const { labels, likelyEntityRefs, entityRef } = details;
  const { t } = useTranslation();
  const { allowed: mayConfigure } = useMayConfigure();
  const [likely] = entityRef ? [entityRef] : likelyEntityRefs;
  const [likelyName] = useEntityNames(likely ? [likely] : []);
  const [service, setService] = useState<NamedEntity | undefined>(
    likely ? { entityRef: likely, title: likelyName } : undefined,
  );
  const [isRule, setRule] = useState(props.asRule ?? false);
  const [label, setLabel] = useState(() => getBestLabel(labels));
  const [typed, setTyped] = useState<string>();
  const { map, pending, problem } = useMapping(inbox, details, onClose);
  const pattern = typed ?? toPattern(labels[label ?? ''] ?? '');
  const isComplete = service && (!isRule || (label && pattern.trim()));
  const send = () =>
    service &&
    map({
      entityRef: service.entityRef,
      ...(isRule && label && { asPattern: { label, pattern: pattern.trim() } }),
    });
  return (
    <Sheet
      title={t(isRule ? 'inbox.map.ruleTitle' : 'inbox.map.dialogTitle')}
      sendLabel={t(isRule ? 'inbox.map.saveRule' : 'inbox.map.save')}
      canSend={Boolean(isComplete)}
      sending={pending}
      problem={problem}
      onSend={send}
      onClose={onClose}
    >
      <EntityCombobox
        label={t('inbox.map.service')}
        kinds={KINDS}
        value={service}
        onChange={setService}
        isRequired
      />
      {label && mayConfigure && (
        <Checkbox isSelected={isRule} onChange={setRule}>
          {t('inbox.map.makeRule')}
        </Checkbox>
      )}
      {!label && t('inbox.map.noLabels')}
      {isRule && label && (
        <>
          <ChoiceField
            label={t('inbox.map.label')}
            choices={Object.entries(labels).map(([id, value]) => ({
              id,
              label: `${id}: ${value}`,
            }))}
            value={label}
            onChange={chosen => {
              setLabel(chosen);
              setTyped(undefined);
            }}
          />
          <TextField
            label={t('inbox.map.pattern')}
            description={t('inbox.map.patternHint', { label })}
            value={pattern}
            onChange={setTyped}
            isRequired
          />
        </>
      )}
    </Sheet>
  );
}
