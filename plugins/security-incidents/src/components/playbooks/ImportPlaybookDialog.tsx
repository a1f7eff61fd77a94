import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import { ConvertedPlan } from './ConvertedPlan';
import { PlaybookSource, type Refusal } from './PlaybookSource';

/** The reason and the findings of an error; an error of another kind has no findings. */
function toRefusal(error: Error): Refusal {
  const { body } = error as { body?: { error?: { findings?: unknown } } };
  const findings = body?.error?.findings;
  return {
    message: errorMessage(error),
    findings: Array.isArray(findings) ? findings : [],
  };
}

/** Converts a playbook to a plan, and shows what became of each part. Nothing is saved. */
export function ImportPlaybookDialog(props: { onClose(): void }) {
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState<string>();
  const conversion = useMutation({
    mutationFn: (document: string) =>
      api.importPlaybook({ format: 'cacao', document }),
  });

  const change = (next: string) => {
    setText(next);
    setUnreadable(undefined);
    conversion.reset();
  };
  let refusal: Refusal | undefined;
  if (unreadable) refusal = { message: unreadable, findings: [] };
  else if (conversion.error) refusal = toRefusal(conversion.error);

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && props.onClose()}
      width={760}
      // BUI's dialog is half transparent in the dark theme.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('playbooks.import')}</DialogHeader>
      <DialogBody>
        {conversion.data ? (
          <ConvertedPlan result={conversion.data} />
        ) : (
          <PlaybookSource
            text={text}
            refusal={refusal}
            onChange={change}
            onUnreadable={message => {
              conversion.reset();
              setUnreadable(message);
            }}
          />
        )}
      </DialogBody>
      {conversion.data ? (
        <DialogFooter>
          <Button variant="secondary" onPress={() => conversion.reset()}>
            {t('playbooks.back')}
          </Button>
          <Button variant="primary" onPress={props.onClose}>
            {t('playbooks.done')}
          </Button>
        </DialogFooter>
      ) : (
        <DialogFooter>
          <Button variant="secondary" onPress={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="primary"
            isDisabled={text.trim() === ''}
            isPending={conversion.isPending}
            onPress={() => {
              setUnreadable(undefined);
              conversion.mutate(text);
            }}
          >
            {t('playbooks.convert')}
          </Button>
        </DialogFooter>
      )}
    </Dialog>
  );
}
