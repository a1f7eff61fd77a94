import { Alert, Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../../routes';
import { ReportConcernButton } from '../ReportDialog';
import type { Problem } from './fields';

function messageOf({ status, message }: Problem): string {
  if (status === 404) {
    return 'No incident here that you can see. The key may be wrong, or the incident is kept to people who need to know.';
  }
  if (status === 403) {
    return 'You have no right to read incidents. Whoever runs this portal can give it to you.';
  }
  return `The incident could not be loaded. ${message}`;
}

/** Stands in for an incident that cannot be shown; the same words for a missing one and one kept from the reader. */
export function IncidentNotShown(props: { problem: Problem; onRetry(): void }) {
  const rootLink = useRouteRef(rootRouteRef);
  const { status } = props.problem;
  const withheld = status === 404 || status === 403;
  return (
    <Flex direction="column" gap="4">
      {withheld ? (
        <Text as="p" variant="body-large">
          {messageOf(props.problem)}
        </Text>
      ) : (
        <div role="alert">
          <Alert
            status="danger"
            title={messageOf(props.problem)}
            customActions={
              <Button variant="secondary" onPress={props.onRetry}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      <Flex gap="3">
        <ButtonLink variant="secondary" href={rootLink()}>
          All incidents
        </ButtonLink>
        {status !== 403 && <ReportConcernButton variant="secondary" />}
      </Flex>
    </Flex>
  );
}
