import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Avatar, Box, Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { PERSONAS } from './personas';

const PERSONA_KEY = 'demo-persona';

/** Signs in as the chosen person. The choice survives a reload and ends with the session. */
export function SignInPage(props: SignInPageProps) {
  const [persona, setPersona] = useState(
    () => window.sessionStorage.getItem(PERSONA_KEY) ?? undefined,
  );

  if (persona) {
    return (
      <ProxiedSignInPage
        {...props}
        provider="demo"
        headers={{ 'x-demo-persona': persona }}
        onSignInSuccess={identity =>
          props.onSignInSuccess({
            getProfileInfo: () => identity.getProfileInfo(),
            getBackstageIdentity: () => identity.getBackstageIdentity(),
            getCredentials: () => identity.getCredentials(),
            signOut: async () => {
              window.sessionStorage.removeItem(PERSONA_KEY);
              await identity.signOut();
            },
          })
        }
      />
    );
  }
  return (
    <Box style={{ minHeight: '100vh', background: 'var(--bui-bg-app)' }} p="5">
      <Flex
        direction="column"
        gap="4"
        style={{ maxWidth: 640, margin: '6vh auto 0' }}
      >
        <Text as="h1" variant="title-medium" weight="bold">
          Larchfield developer portal
        </Text>
        <Text>Demo: there is no password. Choose a person to sign in as.</Text>
        {PERSONAS.map(({ id, name, role, does }) => (
          <Card key={id}>
            <CardBody>
              <Flex align="center" justify="between" gap="4">
                <Flex align="center" gap="3">
                  <Avatar name={name} src="" size="medium" />
                  <Flex direction="column" gap="1">
                    <Text weight="bold">{name}</Text>
                    <Text variant="body-small">{role}</Text>
                    <Text variant="body-small">{does}</Text>
                  </Flex>
                </Flex>
                <Button
                  variant="secondary"
                  aria-label={`Sign in as ${name}, ${role}`}
                  onPress={() => {
                    window.sessionStorage.setItem(PERSONA_KEY, id);
                    setPersona(id);
                  }}
                >
                  Sign in
                </Button>
              </Flex>
            </CardBody>
          </Card>
        ))}
      </Flex>
    </Box>
  );
}
