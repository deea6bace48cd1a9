/** The namespaces of an SSEK message. */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
export const ssekNamespace = 'http://schemas.ssek.org/ssek/2006-05-10/'

const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
export const wsseNamespace = `${wss}-wssecurity-secext-1.0.xsd`
export const wsuNamespace = `${wss}-wssecurity-utility-1.0.xsd`
export const base64Encoding = `${wss}-soap-message-security-1.0#Base64Binary`
export const x509v3Token = `${wss}-x509-token-profile-1.0#X509v3`

export const dsNamespace = 'http://www.w3.org/2000/09/xmldsig#'
export const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const sha256Digest = 'http://www.w3.org/2001/04/xmlenc#sha256'
