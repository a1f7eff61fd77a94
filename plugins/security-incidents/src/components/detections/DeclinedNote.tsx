import { Alert, Button } from '@backstage/ui';
import { useTranslation } from '../../translation';
import { problemOf } from '../IncidentPage/fields';
import type { useDeclineProposal } from './useDeclineProposal';

/** Says which detection was said not to belong to an incident, with the way back. */
export function DeclinedNote(props: {
  decline: ReturnType<typeof useDeclineProposal>;
}) {
  const { declined, undo, error, isPending } = props.decline;
  const { t } = useTranslation();
  if (!declined && !error) return null;
  return (
    <div role={error ? 'alert' : 'status'}>
      <Alert
        status={error ? 'danger' : 'info'}
        title={
          error
            ? problemOf(error).message
            : t('detection.declined', {
                title: declined!.detection.title,
                key: declined!.incidentKey,
              })
        }
        customActions={
          declined && (
            <Button
              variant="secondary"
              size="small"
              isPending={isPending}
              onPress={() => undo(declined)}
            >
              {t('detection.undoDecline')}
            </Button>
          )
        }
      />
    </div>
  );
}
