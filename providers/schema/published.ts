/**
 * Our WSDL and schemas as others read them. Each has the path it has under providers/, so that the addresses by which
 * the files refer to each other lead to the right ones. What is not in the list is not published.
 */
import { readFileSync } from 'node:fs'

export interface PublishedFile {
  readonly path: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

const root = new URL('../', import.meta.url)
/** The WSDL of our own endpoint, whose address is configured. */
const endpointWsdl = 'schema/mottagning.wsdl'
const paths: readonly string[] = [
  'schema/insamling.wsdl',
  endpointWsdl,
  'schema/insamling.xsd',
  'schema/typer.xsd',
  'ssek/schema/ssek.xsd',
  'ssek/schema/policy.xsd',
  'mis/v1_6/schema/mislife.xsd',
  'mis/v2/schema/mislife.xsd',
  'authority/pensionsmyndigheten/allman-pension.xsd',
  'authority/spv/mislife-spv.xsd',
  'authority/spv/statlig-tjanstepension.xsd',
]
const placeholder = 'https://localhost/'

/** @param endpoint https address of our own SSEK endpoint, written the way `URL` writes it */
export const publishedFiles = (endpoint: string): readonly PublishedFile[] =>
  paths.map((path) => {
    const bytes = readFileSync(new URL(path, root))
    return {
      path,
      contentType: 'text/xml; charset=utf-8',
      bytes:
        path === endpointWsdl
          ? Buffer.from(bytes.toString().replace(placeholder, () => endpoint.replaceAll('&', '&amp;')))
          : bytes,
    }
  })
