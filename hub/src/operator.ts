/** What the command line and the demo ask of the graph, as an operator would. */
import type { Gateway } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { parse } from 'graphql';

const INVITE = parse(
  'mutation InvitePlatform($name: String!) { invitePlatform(input: { name: $name }) { token versionsUrl expiresAt platform { id name } } }',
  { noLocation: true },
);
const CONNECT = parse(
  'mutation ConnectPlatform($name: String!, $versionsUrl: String!, $token: String!) { connectPlatform(input: { name: $name, versionsUrl: $versionsUrl, token: $token }) { platform { id status } } }',
  { noLocation: true },
);

export interface Invitation {
  token: string;
  versionsUrl: string;
  expiresAt: string;
  platform: { id: string; name: string };
}

export const invite = async (gateway: Gateway, caller: Caller, name: string): Promise<Invitation> => {
  const { data, errors } = await gateway.execute({ document: INVITE, variables: { name }, caller });
  if (errors?.[0]) throw errors[0];
  return data?.invitePlatform as Invitation;
};

export const connect = async (
  gateway: Gateway,
  caller: Caller,
  partner: { name: string; versionsUrl: string; token: string },
): Promise<void> => {
  const { errors } = await gateway.execute({ document: CONNECT, variables: partner, caller });
  if (errors?.[0]) throw errors[0];
};
