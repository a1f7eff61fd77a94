import { Button, Flex, Text } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';

/** Forward by the cursor, back by the browser's own history: both are addresses that can be shared. */
export function Pager(props: {
  shown: number;
  total: number;
  cursor?: string;
  nextCursor?: string;
  onTurn(cursor: string | undefined): void;
}) {
  const navigate = useNavigate();
  const { shown, total, cursor, nextCursor, onTurn } = props;
  if (!cursor && !nextCursor) return null;
  return (
    <Flex justify="between" align="center" pt="3">
      <Text variant="body-small">{`${shown} of ${total} on this page`}</Text>
      <Flex gap="2">
        {cursor && (
          <>
            <Button variant="secondary" onPress={() => onTurn(undefined)}>
              First page
            </Button>
            <Button variant="secondary" onPress={() => navigate(-1)}>
              Previous page
            </Button>
          </>
        )}
        <Button
          variant="secondary"
          isDisabled={!nextCursor}
          onPress={() => onTurn(nextCursor)}
        >
          Next page
        </Button>
      </Flex>
    </Flex>
  );
}
