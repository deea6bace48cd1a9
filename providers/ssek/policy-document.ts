/** What is agreed with a provider, as a document that both sides can look at: the register row in the form of policy.xsd. */
import { hamtaForsakringar } from '../operations.ts'
import { errandOperations } from '../errands.ts'
import type { ProviderEntry } from '../pension-source.ts'
import { parseDocument, Schema } from '../xml/document.ts'
import type { Xml } from '../xml/write.ts'
import { element, leaf } from '../xml/write.ts'

const policyNamespace = 'urn:samlad-pension:ssek-policy:1'
const schema = new Schema('ssek/schema/policy.xsd')

/** @throws UnreadableXml when the register row does not make a policy */
export function checkPolicy(xml: string): void {
  using document = parseDocument(Buffer.from(xml))
  schema.check(document.root)
}

/** A question goes by the provider's own flow; errands are always answered by push. */
export function writePolicy(
  provider: Pick<ProviderEntry, 'organisationNumber' | 'messageSecurity' | 'resendAllowed' | 'flow'>,
): Xml {
  const operation = (name: string, flow: ProviderEntry['flow']): Xml =>
    element(
      'Operation',
      [
        leaf('ResendAllowed', provider.resendAllowed),
        leaf('SupportsPush', flow === 'push'),
        leaf('SupportsPull', flow === 'pull'),
      ],
      { Name: name },
    )
  const policy = element(
    'Policy',
    [
      leaf('Party', provider.organisationNumber),
      leaf('Transport', 'TLSClientCertificate'),
      leaf('Message', provider.messageSecurity === 'signature' ? 'Signature' : 'None'),
      operation(hamtaForsakringar, provider.flow),
      ...errandOperations.map((name) => operation(name, 'push')),
    ],
    { xmlns: policyNamespace },
  )
  checkPolicy(policy)
  return policy
}
